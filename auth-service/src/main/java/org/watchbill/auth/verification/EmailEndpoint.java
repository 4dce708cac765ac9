package org.watchbill.auth.verification;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.auth.account.EmailAddress;
import org.watchbill.auth.account.User;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.NoticePage;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;

/** {@code /account/email}, and {@code /verify-email} behind the link. */
public final class EmailEndpoint {

    public static final String PATH = "/account/email";
    public static final String CONFIRM = "/verify-email";

    private static final String TOO_MANY = "Too many links were sent. Wait an hour and try again.";

    private final AskForEmail askForEmail;
    private final ConfirmEmail confirmEmail;
    private final LinkDoor links;
    private final FormGuard guard;
    private final FindNavigation navigation;

    public EmailEndpoint(
            AskForEmail askForEmail,
            ConfirmEmail confirmEmail,
            LinkDoor links,
            FormGuard guard,
            FindNavigation navigation) {
        this.askForEmail = askForEmail;
        this.confirmEmail = confirmEmail;
        this.links = links;
        this.guard = guard;
        this.navigation = navigation;
    }

    public void form(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSignedIn(request, PATH);
        guard.requireRecent(session, PATH);
        show(response, Status.OK_200, session, new Typed("", ""));
    }

    /** Sends a link to the address that the account has. */
    public void send(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSession(request, Parameters.ofForm(request));
        ask(response, session, session.user().email());
    }

    /** Sends a link to the address that the account is to have. */
    public void change(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        guard.requireRecent(session, PATH);
        String typed = form.optional("email").orElse("");
        Optional<String> email = EmailAddress.normalised(typed);
        if (email.isEmpty()) {
            show(response, Status.BAD_REQUEST_400, session, new Typed(typed, "The e-mail address is not complete."));
            return;
        }
        ask(response, session, email.get());
    }

    private void ask(ServerResponse response, Session session, String email) {
        if (!askForEmail.canMail()) {
            throw new PageRefusal(409, "No mail can be sent", "This installation has no mail server.");
        }
        if (!askForEmail.ask(session.user(), email)) {
            show(response, Status.TOO_MANY_REQUESTS_429, session, new Typed("", TOO_MANY));
            return;
        }
        PageEndpoint.send(
                response,
                Status.OK_200,
                new NoticePage(
                        "Look into your mail",
                        "A mail is on its way to " + email + ". Open its link in this browser; it works for 24 hours.",
                        PATH,
                        "Back"));
    }

    /** The link works for the person who asked for it, and for nobody else. */
    public void look(ServerRequest request, ServerResponse response) {
        Optional<String> secret = links.enter(request, response);
        Session session = guard.requireSignedIn(request, CONFIRM);
        PageEndpoint.send(
                response,
                Status.OK_200,
                new ConfirmEmailPage(
                        guard.token(session),
                        wanted(secret, session.user()),
                        session.user().email()));
    }

    public void confirm(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSession(request, Parameters.ofForm(request));
        Optional<String> secret = links.secret(request);
        String email = wanted(secret, session.user());
        if (!confirmEmail.confirm(secret.orElseThrow(), session.user())) {
            throw gone();
        }
        links.forget(response);
        PageEndpoint.send(
                response,
                Status.OK_200,
                new NoticePage("Your e-mail address is confirmed", "It is " + email + ".", "/", "To your account"));
    }

    private String wanted(Optional<String> secret, User user) {
        return secret.flatMap(known -> confirmEmail.find(known, user)).orElseThrow(EmailEndpoint::gone);
    }

    private record Typed(String email, String problem) {}

    private void show(ServerResponse response, Status status, Session session, Typed typed) {
        User user = session.user();
        PageEndpoint.send(
                response,
                status,
                new EmailPage(
                        navigation.find(guard.token(session), user, PATH),
                        guard.token(session),
                        new EmailPage.Address(user.email(), user.emailVerified()),
                        askForEmail.canMail(),
                        typed.email(),
                        typed.problem()));
    }

    private static PageRefusal gone() {
        return new PageRefusal(
                404,
                "This link does not work",
                "It works once, for 24 hours, and only for the account that asked for it. Ask for another one there.");
    }
}
