package org.watchbill.auth.password;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.NoticePage;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.ReturnPath;
import org.watchbill.auth.session.SignInDoor;

/** {@code /forgot-password}, and {@code /reset-password} behind the link. */
public final class ForgottenEndpoint {

    public static final String ASK = "/forgot-password";
    public static final String RESET = "/reset-password";

    private final OfferReset offerReset;
    private final ResetPassword resetPassword;
    private final LinkDoor links;
    private final SignInDoor door;
    private final FormGuard guard;

    public ForgottenEndpoint(
            OfferReset offerReset, ResetPassword resetPassword, LinkDoor links, SignInDoor door, FormGuard guard) {
        this.offerReset = offerReset;
        this.resetPassword = resetPassword;
        this.links = links;
        this.door = door;
        this.guard = guard;
    }

    public void ask(ServerRequest request, ServerResponse response) {
        askAgain(request, response, Status.OK_200, "");
    }

    /** Answers the same for every address. */
    public void offer(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        guard.requireVisit(request, form);
        if (!offerReset.allows(door.visitor(request).address())) {
            response.header(HeaderNames.RETRY_AFTER, "180");
            askAgain(
                    request,
                    response,
                    Status.TOO_MANY_REQUESTS_429,
                    "Too many attempts. Wait a few minutes and try again.");
            return;
        }
        offerReset.offer(form.optional("email").orElse(""));
        PageEndpoint.send(
                response,
                Status.OK_200,
                new NoticePage(
                        "Look into your mail",
                        "If there is an account with this address, a link is on its way to it. It works for 30 minutes.",
                        ReturnPath.HOME,
                        "To the sign-in"));
    }

    public void look(ServerRequest request, ServerResponse response) {
        show(request, response, Status.OK_200, open(links.enter(request, response)), "");
    }

    public void reset(ServerRequest request, ServerResponse response) {
        Parameters parameters = Parameters.ofForm(request);
        guard.requireVisit(request, parameters);
        Optional<String> secret = links.secret(request);
        User user = open(secret);
        PasswordForm form = PasswordForm.of(parameters);
        Optional<String> fault = form.fault(user);
        if (fault.isPresent()) {
            show(request, response, Status.BAD_REQUEST_400, user, fault.get());
            return;
        }
        if (!resetPassword.reset(secret.orElseThrow(), form.password(), form.endsApiTokens())) {
            throw gone();
        }
        links.forget(response);
        PageEndpoint.send(
                response,
                Status.OK_200,
                new NoticePage(
                        "Your password is changed",
                        "Sign in with the new one. Connected apps have to ask you again.",
                        "/sign-in",
                        "Sign in"));
    }

    private void askAgain(ServerRequest request, ServerResponse response, Status status, String problem) {
        PageEndpoint.send(
                response,
                status,
                new ForgottenPage(guard.visitToken(request, response), offerReset.canMail(), problem));
    }

    private void show(ServerRequest request, ServerResponse response, Status status, User user, String problem) {
        PageEndpoint.send(
                response,
                status,
                new PasswordPage(
                        Navigation.NONE, guard.visitToken(request, response), RESET, user.email(), false, problem));
    }

    private User open(Optional<String> secret) {
        return secret.flatMap(resetPassword::find).orElseThrow(ForgottenEndpoint::gone);
    }

    private static PageRefusal gone() {
        return new PageRefusal(
                404, "This link does not work", "It works once and for a short time. Ask for another one.");
    }
}
