package org.watchbill.auth.authorization;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.watchbill.auth.consent.AskConsent;
import org.watchbill.auth.consent.Asker;
import org.watchbill.auth.consent.ConsentPage;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;
import org.watchbill.auth.session.SignInEndpoint;

/**
 * {@code /authorize}. A person is signed in before anything is redirected, errors too, because anybody can register a
 * client; only a silent request ({@code prompt=none}) is answered without.
 */
public final class AuthorizeEndpoint {

    public static final String PATH = "/authorize";

    /** What this server is called and what it protects. */
    public record Identity(String issuer, Resources resources) {}

    private final FindClient findClient;
    private final AskConsent<AuthorizationRequest> askConsent;
    private final FormGuard guard;
    private final SignInEndpoint signIn;
    private final Identity identity;
    private final InstantSource time;

    public AuthorizeEndpoint(
            FindClient findClient,
            AskConsent<AuthorizationRequest> askConsent,
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

    /** A request sent as a form goes on as a GET, because the browser brings its session only there. */
    public void post(ServerRequest request, ServerResponse response) {
        PageEndpoint.redirect(response, PATH + "?" + AuthorizationRules.query(Parameters.formText(request)));
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
            signIn.show(request, response, returnPath(request), hint);
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
            session.ifPresent(signedIn ->
                    PageEndpoint.send(response, Status.OK_200, consentPage(request, signedIn, found, checked)));
        } catch (OAuthException e) {
            refuse(response, query, found, e);
        }
    }

    private ConsentPage consentPage(
            ServerRequest request, Session session, FindClient.Found found, AuthorizationRequest checked) {
        AskConsent.Asked asked = askConsent.ask(session, found.client(), checked.wish(), checked);
        return ConsentPage.of(
                new ConsentPage.Form(DecisionEndpoint.PATH, guard.token(session), asked.ticket()),
                Asker.byRedirect(found.client(), checked.redirectUri()),
                new ConsentPage.Person(session.user().email(), returnPath(request) + "&prompt=login"),
                asked.question());
    }

    private static String returnPath(ServerRequest request) {
        return PATH + "?" + AuthorizationRules.afterSignIn(request.query().rawValue());
    }

    private void refuse(ServerResponse response, Parameters query, FindClient.Found found, OAuthException refused) {
        String address = errorAddress(query, found).with(error(refused), identity.issuer());
        if (AuthorizationRules.isToldUnasked(found.client(), found.redirectUri())) {
            PageEndpoint.redirect(response, address);
        } else {
            PageEndpoint.send(
                    response, Status.BAD_REQUEST_400, RefusedRequestPage.of(found, refused.description(), address));
        }
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
