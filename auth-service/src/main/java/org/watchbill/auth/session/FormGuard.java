package org.watchbill.auth.session;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.SignInMethod;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageRedirect;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.config.Secret;

/** Lets a form through only when it was shown to this very browser: a token made from its cookie, and its origin. */
public final class FormGuard {

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private final SessionCookies cookies;
    private final BrowserSessions sessions;
    private final URI publicUrl;

    public FormGuard(SessionCookies cookies, BrowserSessions sessions, URI publicUrl) {
        this.cookies = cookies;
        this.sessions = sessions;
        this.publicUrl = publicUrl;
    }

    public Optional<Session> session(ServerRequest request) {
        return cookies.session(request).flatMap(sessions::find);
    }

    /** The session of this browser; sends people who have none through the sign-in page and back to {@code path}. */
    public Session requireSignedIn(ServerRequest request, String path) {
        return session(request).orElseThrow(() -> new PageRedirect(ReturnPath.throughSignIn(path)));
    }

    /**
     * Sends people who signed in longer than ten minutes ago through the sign-in page and back to {@code path}; and those
     * of whom only a provider has said who they are, because whoever runs it could make the account its own for ever.
     */
    public void requireRecent(Session session, String path) {
        if (!isRecent(session)) {
            throw new PageRedirect(ReturnPath.throughSignIn(path));
        }
    }

    /** Whether the person signed in within the last ten minutes. */
    public boolean isRecent(Session session) {
        return sessions.isRecent(session) && !session.methods().equals(Set.of(SignInMethod.PROVIDER));
    }

    /** The token for forms of a signed-in person. */
    public String token(Session session) {
        return tokenOf(session.secret());
    }

    /** The token for forms of somebody who is not signed in. */
    public String visitToken(ServerRequest request, ServerResponse response) {
        return tokenOf(cookies.visit(request, response));
    }

    /** The session that sent {@code form}; refuses it when the form was not shown to it. */
    public Session requireSession(ServerRequest request, Parameters form) {
        Session session = session(request)
                .orElseThrow(
                        () -> new PageRefusal(403, "You are signed out", "Go back to the start and sign in again."));
        require(request, form, Optional.of(session.secret()));
        return session;
    }

    public void requireVisit(ServerRequest request, Parameters form) {
        require(request, form, cookies.visit(request));
    }

    private void require(ServerRequest request, Parameters form, Optional<String> secret) {
        String token = form.optional("csrf").orElse("");
        boolean shown = secret.filter(known -> new Secret(tokenOf(known)).matches(token))
                .isPresent();
        if (!shown || !ownOrigin(request)) {
            throw new PageRefusal(403, "This form is out of date", "Go back, reload the page and send it again.");
        }
    }

    /** Pages send no referrer, so browsers may send the origin "null"; then the token alone decides. */
    private boolean ownOrigin(ServerRequest request) {
        boolean crossSite =
                request.headers().first(FETCH_SITE).filter("cross-site"::equals).isPresent();
        return !crossSite
                && request.headers()
                        .first(HeaderNames.ORIGIN)
                        .filter(origin -> !origin.equals("null")
                                && !origin.equals(publicUrl.getScheme() + "://" + publicUrl.getRawAuthority())
                                && !origin.endsWith("://" + request.authority()))
                        .isEmpty();
    }

    private static String tokenOf(String secret) {
        return SecretHash.of("form " + secret);
    }
}
