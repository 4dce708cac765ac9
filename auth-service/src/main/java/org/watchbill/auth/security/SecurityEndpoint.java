package org.watchbill.auth.security;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.auth.factor.passkey.Challenges;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.ReturnPath;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.SessionCookies;
import org.watchbill.kit.page.Identifiers;

/** {@code /account/security}: what secures the account, where it is signed in, and signing out elsewhere. */
public final class SecurityEndpoint {

    public static final String PATH = FindNavigation.SECURITY;

    private final FindSecurity findSecurity;
    private final SignOutElsewhere signOutElsewhere;
    private final Challenges challenges;
    private final FindNavigation navigation;
    private final FormGuard guard;
    private final SessionCookies cookies;

    public SecurityEndpoint(
            FindSecurity findSecurity,
            SignOutElsewhere signOutElsewhere,
            Challenges challenges,
            FindNavigation navigation,
            FormGuard guard,
            SessionCookies cookies) {
        this.findSecurity = findSecurity;
        this.signOutElsewhere = signOutElsewhere;
        this.challenges = challenges;
        this.navigation = navigation;
        this.guard = guard;
        this.cookies = cookies;
    }

    public void show(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSignedIn(request, PATH);
        FindSecurity.Found found = findSecurity.find(session.user().id());
        String csrf = guard.token(session);
        PageEndpoint.send(
                response,
                Status.OK_200,
                SecurityPage.of(
                        navigation.find(csrf, session.user(), PATH),
                        challenges.next(Challenges.Purpose.REGISTER, csrf),
                        session,
                        found));
    }

    public void endSession(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        signOutElsewhere.one(
                session.user().id(),
                Identifiers.uuid(form.required("session"))
                        .orElseThrow(() -> new PageRefusal(400, "This form is out of date", "Open the page again.")));
        PageEndpoint.redirect(response, PATH);
    }

    public void signOutEverywhere(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        if (form.optional("connections").isPresent()) {
            signOutElsewhere.everywhereWithConnections(session.user().id());
        } else {
            signOutElsewhere.everywhere(session.user().id());
        }
        cookies.dropSession(response);
        PageEndpoint.redirect(response, ReturnPath.HOME);
    }
}
