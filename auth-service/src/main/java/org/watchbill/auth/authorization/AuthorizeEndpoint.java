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

    private final OpenRequest openRequest;
    private final AskConsent<AuthorizationRequest> askConsent;
    private final FormGuard guard;
    private final SignInEndpoint signIn;
    private final Identity identity;
    private final InstantSource time;

    public AuthorizeEndpoint(
            OpenRequest openRequest,
            AskConsent<AuthorizationRequest> askConsent,
            FormGuard guard,
            SignInEndpoint signIn,
            Identity identity,
            InstantSource time) {
        this.openRequest = openRequest;
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
        OpenRequest.Opened opened = openRequest.open(Parameters.ofQuery(request));
        Parameters asked = opened.parameters();
        Optional<Session> session = guard.session(request)
                .filter(signedIn -> !opened.asksToSignInAgain(signedIn.signedInAt(), time.instant()));
        boolean silent = AuthorizationRules.isSilent(asked);
        if (session.isEmpty() && !silent) {
            String hint = asked.all("login_hint").stream().findFirst().orElse("");
            signIn.show(request, response, returnPath(request, opened), hint);
            return;
        }
        try {
            AuthorizationRequest checked =
                    AuthorizationRules.check(asked, opened.found(), identity.resources(), opened.pushedHash());
            if (silent) {
                throw session.isEmpty()
                        ? new OAuthException(OAuthError.LOGIN_REQUIRED, "Nobody is signed in")
                        : new OAuthException(OAuthError.CONSENT_REQUIRED, "Consent is asked every time");
            }
            session.ifPresent(signedIn ->
                    PageEndpoint.send(response, Status.OK_200, consentPage(request, signedIn, opened, checked)));
        } catch (OAuthException e) {
            refuse(response, asked, opened.found(), e);
        }
    }

    private ConsentPage consentPage(
            ServerRequest request, Session session, OpenRequest.Opened opened, AuthorizationRequest checked) {
        AskConsent.Asked asked = askConsent.ask(session, opened.found().client(), checked.wish(), checked);
        return ConsentPage.of(
                new ConsentPage.Form(DecisionEndpoint.PATH, guard.token(session), asked.ticket()),
                Asker.byRedirect(opened.found().client(), checked.redirectUri()),
                new ConsentPage.Person(session.user().email(), returnPath(request, opened) + "&prompt=login"),
                asked.question());
    }

    private static String returnPath(ServerRequest request, OpenRequest.Opened opened) {
        return PATH + "?" + opened.afterSignIn(request.query().rawValue());
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
