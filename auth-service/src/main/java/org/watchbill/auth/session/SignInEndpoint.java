package org.watchbill.auth.session;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.account.SignInDecision;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.factor.passkey.Challenges;
import org.watchbill.auth.history.RecordAttempt;
import org.watchbill.auth.history.Visitor;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;

/** {@code /sign-in} and {@code /sign-out}. */
public final class SignInEndpoint {

    private static final String WRONG = "The e-mail address or the password is wrong.";

    private final CheckPassword checkPassword;
    private final Challenges challenges;
    private final FormGuard guard;
    private final SignInDoor door;
    private final RecordAttempt record;

    public SignInEndpoint(
            CheckPassword checkPassword,
            Challenges challenges,
            FormGuard guard,
            SignInDoor door,
            RecordAttempt record) {
        this.checkPassword = checkPassword;
        this.challenges = challenges;
        this.guard = guard;
        this.door = door;
        this.record = record;
    }

    public void form(ServerRequest request, ServerResponse response) {
        String continueTo = Parameters.ofQuery(request).optional("continue").orElse(ReturnPath.HOME);
        String email =
                guard.session(request).map(session -> session.user().email()).orElse("");
        show(request, response, continueTo, email);
    }

    /** Shows the form in place of the page at {@code continueTo}, which comes after signing in. */
    public void show(ServerRequest request, ServerResponse response, String continueTo, String email) {
        again(request, response, Status.OK_200, new Attempt(continueTo, email, ""));
    }

    public void signIn(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        guard.requireVisit(request, form);
        String continueTo = ReturnPath.safe(form.optional("continue").orElse(ReturnPath.HOME));
        String email = form.optional("email").orElse("");
        Visitor visitor = door.visitor(request);
        switch (checkPassword.check(email, form.optional("password").orElse(""), visitor.address())) {
            case SignInDecision.Accepted(var user) ->
                door.admit(request, response, user, SignInMethod.PASSWORD, continueTo);
            case SignInDecision.WrongPassword(var user) -> {
                record.wrongPassword(user, visitor);
                again(request, response, Status.BAD_REQUEST_400, new Attempt(continueTo, email, WRONG));
            }
            case SignInDecision.UnknownAccount() -> {
                record.unknownAccount(visitor);
                again(request, response, Status.BAD_REQUEST_400, new Attempt(continueTo, email, WRONG));
            }
            case SignInDecision.TooManyAttempts() -> {
                response.header(HeaderNames.RETRY_AFTER, "180");
                again(
                        request,
                        response,
                        Status.TOO_MANY_REQUESTS_429,
                        new Attempt(continueTo, email, "Too many attempts. Wait a few minutes and try again."));
            }
        }
    }

    record Attempt(String continueTo, String email, String problem) {}

    void again(ServerRequest request, ServerResponse response, Status status, Attempt attempt) {
        String csrf = guard.visitToken(request, response);
        PageEndpoint.send(
                response,
                status,
                new SignInPage(
                        csrf,
                        challenges.next(Challenges.Purpose.SIGN_IN, csrf),
                        ReturnPath.safe(attempt.continueTo()),
                        attempt.email(),
                        attempt.problem()));
    }

    public void signOut(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSession(request, Parameters.ofForm(request));
        door.leave(response, session);
        PageEndpoint.redirect(response, ReturnPath.HOME);
    }
}
