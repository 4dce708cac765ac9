package org.watchbill.auth.authorization;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.SignInEndpoint;

/**
 * {@code GET /authorize}. A person is signed in before anything is redirected, errors too, because anybody can register a
 * client; only a silent request ({@code prompt=none}) is answered without.
 */
public final class AuthorizeEndpoint {

    /** What this server is called and what it protects. */
    public record Identity(String issuer, Resources resources) {}

    private final FindClient findClient;
    private final AskConsent askConsent;
    private final FormGuard guard;
    private final SignInEndpoint signIn;
    private final Identity identity;
    private final InstantSource time;

    public AuthorizeEndpoint(
            FindClient findClient,
            AskConsent askConsent,
            FormGuard guard,
            SignInEndpoint signIn,
            Identity identity,
            InstantSource time) {
        this.findClient = findClient;
        this.askConsent = askConsent;
        this.guard = guard;
        this.signIn = signIn;
        this.identity = identity;
        this.time = time;
    }

    public void authorize(ServerRequest request, ServerResponse response) {
        Parameters query = Parameters.ofQuery(request);
        FindClient.Found found = findClient.find(query);
        Optional<Session> session = guard.session(request);
        boolean silent = AuthorizationRules.isSilent(query);
        boolean fresh = session.filter(
                        signedIn -> !AuthorizationRules.mustSignInAgain(query, signedIn.signedInAt(), time.instant()))
                .isPresent();
        if (!fresh && !silent) {
            String hint = query.all("login_hint").stream().findFirst().orElse("");
            String next = AuthorizationRules.afterSignIn(request.query().rawValue());
            signIn.show(request, response, "/authorize?" + next, hint);
            return;
        }
        try {
            AuthorizationRequest checked =
                    AuthorizationRules.check(query, found.client().id(), found.redirectUri(), identity.resources());
            if (silent) {
                throw !fresh
                        ? new OAuthException(OAuthError.LOGIN_REQUIRED, "Nobody is signed in")
                        : new OAuthException(OAuthError.CONSENT_REQUIRED, "Consent is asked every time");
            }
            session.ifPresent(signedIn -> ask(response, signedIn, found, checked));
        } catch (OAuthException e) {
            PageEndpoint.redirect(response, errorAddress(query, found).with(error(e), identity.issuer()));
        }
    }

    private void ask(ServerResponse response, Session session, FindClient.Found found, AuthorizationRequest checked) {
        List<Membership> memberships = askConsent.memberships(session.user().id());
        if (memberships.isEmpty()) {
            throw new PageRefusal(
                    403, "You belong to no organisation", "Ask an administrator to add you, then connect again.");
        }
        ConsentPage.Offered offered = new ConsentPage.Offered(
                memberships,
                ScopeRules.offer(
                        checked.scopes(),
                        memberships.stream().map(Membership::role).toList()),
                time.instant());
        String ticket = askConsent.ask(session, checked);
        PageEndpoint.send(
                response,
                Status.OK_200,
                ConsentPage.of(
                        new ConsentPage.Hidden(guard.token(session), ticket),
                        ConsentPage.asking(found.client(), checked.redirectUri()),
                        session.user().email(),
                        offered));
    }

    private static ClientAddress errorAddress(Parameters query, FindClient.Found found) {
        try {
            return new ClientAddress(found.redirectUri(), AuthorizationRules.state(query));
        } catch (OAuthException e) {
            return new ClientAddress(found.redirectUri(), "");
        }
    }

    private static Map<String, String> error(OAuthException refused) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", refused.error().text());
        answer.put("error_description", refused.description());
        return answer;
    }
}
