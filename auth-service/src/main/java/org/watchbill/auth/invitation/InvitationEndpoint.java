package org.watchbill.auth.invitation;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.auth.account.PasswordRules;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.ReturnPath;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.SignInDoor;
import org.watchbill.kit.json.PlainText;

/** {@code /invitation}: the page behind the link, for new people and for those who have an account. */
public final class InvitationEndpoint {

    public static final String PATH = "/invitation";

    private static final int LONGEST_NAME = 200;

    private final AcceptInvitation acceptInvitation;
    private final LinkDoor links;
    private final SignInDoor door;
    private final FormGuard guard;

    public InvitationEndpoint(AcceptInvitation acceptInvitation, LinkDoor links, SignInDoor door, FormGuard guard) {
        this.acceptInvitation = acceptInvitation;
        this.links = links;
        this.door = door;
        this.guard = guard;
    }

    public void look(ServerRequest request, ServerResponse response) {
        AcceptInvitation.Open open = open(links.enter(request, response));
        show(request, response, Status.OK_200, open, new Typed(open.invitation().name(), ""));
    }

    /** Accepts as whoever is signed in. */
    public void join(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSession(request, Parameters.ofForm(request));
        String secret = links.secret(request).orElse("");
        AcceptInvitation.Open open = open(links.secret(request));
        switch (acceptInvitation.byUser(secret, session.user())) {
            case AcceptanceDecision.Accepted(var _) -> {
                links.forget(response);
                PageEndpoint.redirect(response, ReturnPath.HOME);
            }
            case AcceptanceDecision.Gone() -> throw gone();
            case AcceptanceDecision.SomebodyElse(), AcceptanceDecision.HasAccount() ->
                show(request, response, Status.CONFLICT_409, open, new Typed("", ""));
        }
    }

    /** Accepts as somebody who gets an account by it. */
    public void begin(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        guard.requireVisit(request, form);
        AcceptInvitation.Open open = open(links.secret(request));
        String name = form.optional("name").orElse("").strip();
        String password = form.optional("password").orElse("");
        Optional<String> fault = fault(name, password, open);
        if (fault.isPresent()) {
            show(request, response, Status.BAD_REQUEST_400, open, new Typed(name, fault.get()));
            return;
        }
        switch (acceptInvitation.byNewPerson(links.secret(request).orElse(""), name, password)) {
            case AcceptanceDecision.Accepted(var user) -> {
                links.forget(response);
                door.admit(request, response, user, SignInMethod.LINK, ReturnPath.HOME);
            }
            case AcceptanceDecision.Gone() -> throw gone();
            case AcceptanceDecision.SomebodyElse(), AcceptanceDecision.HasAccount() ->
                show(request, response, Status.CONFLICT_409, open(links.secret(request)), new Typed(name, ""));
        }
    }

    private record Typed(String name, String problem) {}

    private void show(
            ServerRequest request, ServerResponse response, Status status, AcceptInvitation.Open open, Typed typed) {
        Optional<Session> session = guard.session(request);
        InvitationPage.Way way = way(session, open);
        PageEndpoint.send(
                response,
                status,
                new InvitationPage(
                        way == InvitationPage.Way.JOIN
                                ? guard.token(session.orElseThrow())
                                : guard.visitToken(request, response),
                        open.organisation().name(),
                        open.invitation().email(),
                        way,
                        typed.name(),
                        typed.problem()));
    }

    private static InvitationPage.Way way(Optional<Session> session, AcceptInvitation.Open open) {
        if (session.isEmpty()) {
            return open.hasAccount() ? InvitationPage.Way.SIGN_IN : InvitationPage.Way.NEW_ACCOUNT;
        }
        return session.get().user().email().equals(open.invitation().email())
                ? InvitationPage.Way.JOIN
                : InvitationPage.Way.OTHER_ACCOUNT;
    }

    private static Optional<String> fault(String name, String password, AcceptInvitation.Open open) {
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || !PlainText.isPlain(name)
                || name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("Give your name, at most 200 characters.");
        }
        return PasswordRules.fault(
                password, open.invitation().email(), name, open.organisation().name());
    }

    private AcceptInvitation.Open open(Optional<String> secret) {
        return secret.flatMap(acceptInvitation::find).orElseThrow(InvitationEndpoint::gone);
    }

    private static PageRefusal gone() {
        return new PageRefusal(
                404,
                "This invitation does not work",
                "It may have been used, withdrawn or have come to its end. Ask the person who invited you for another.");
    }
}
