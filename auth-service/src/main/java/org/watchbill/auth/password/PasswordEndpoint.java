package org.watchbill.auth.password;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.auth.account.CheckPassword;
import org.watchbill.auth.account.SignInDecision;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.NoticePage;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.ReturnPath;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.SignInDoor;

/** {@code /account/password}: another password for somebody who is signed in. */
public final class PasswordEndpoint {

    public static final String PATH = "/account/password";

    private final ChangePassword changePassword;
    private final CheckPassword checkPassword;
    private final SignInDoor door;
    private final FormGuard guard;
    private final FindNavigation navigation;

    public PasswordEndpoint(
            ChangePassword changePassword,
            CheckPassword checkPassword,
            SignInDoor door,
            FormGuard guard,
            FindNavigation navigation) {
        this.changePassword = changePassword;
        this.checkPassword = checkPassword;
        this.door = door;
        this.guard = guard;
        this.navigation = navigation;
    }

    public void form(ServerRequest request, ServerResponse response) {
        show(response, Status.OK_200, guard.requireSignedIn(request, PATH), "");
    }

    public void change(ServerRequest request, ServerResponse response) {
        Parameters parameters = Parameters.ofForm(request);
        Session session = guard.requireSession(request, parameters);
        PasswordForm form = PasswordForm.of(parameters);
        Optional<Objection> objection = objection(request, session, form);
        if (objection.isPresent()) {
            show(response, objection.get().status(), session, objection.get().problem());
            return;
        }
        changePassword.change(session, form.password(), form.endsApiTokens());
        PageEndpoint.send(
                response,
                Status.OK_200,
                new NoticePage(
                        "Your password is changed",
                        "All other browsers are signed out, and connected apps have to ask you again.",
                        ReturnPath.HOME,
                        "To your account"));
    }

    private record Objection(Status status, String problem) {}

    /** The old password stands for a recent sign-in. */
    private Optional<Objection> objection(ServerRequest request, Session session, PasswordForm form) {
        Optional<String> fault = form.fault(session.user());
        if (fault.isPresent()) {
            return Optional.of(new Objection(Status.BAD_REQUEST_400, fault.get()));
        }
        if (guard.isRecent(session)) {
            return Optional.empty();
        }
        String address = door.visitor(request).address();
        return switch (checkPassword.check(session.user().email(), form.current(), address)) {
            case SignInDecision.Accepted(var _) -> Optional.empty();
            case SignInDecision.WrongPassword(var _), SignInDecision.UnknownAccount() ->
                Optional.of(new Objection(Status.BAD_REQUEST_400, "The present password is wrong."));
            case SignInDecision.TooManyAttempts() ->
                Optional.of(new Objection(
                        Status.TOO_MANY_REQUESTS_429, "Too many attempts. Wait a few minutes and try again."));
        };
    }

    private void show(ServerResponse response, Status status, Session session, String problem) {
        PageEndpoint.send(
                response,
                status,
                new PasswordPage(
                        navigation.find(guard.token(session), session.user(), PATH),
                        guard.token(session),
                        PATH,
                        session.user().email(),
                        !guard.isRecent(session),
                        problem));
    }
}
