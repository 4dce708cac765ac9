package org.watchbill.auth.session;

import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import org.watchbill.auth.secret.RandomSecret;

/**
 * The three cookies: who is signed in, who is at the second step of it, and which visitor is about to send a form without
 * being signed in.
 */
public final class SessionCookies {

    private static final String SESSION = "watchbill_session";
    private static final String VISIT = "watchbill_visit";
    private static final String STEP = "watchbill_step";

    private final boolean secure;

    /** {@code secure} cookies are sent over https only. */
    public SessionCookies(boolean secure) {
        this.secure = secure;
    }

    Optional<String> session(ServerRequest request) {
        return request.headers().cookies().first(name(SESSION)).asOptional();
    }

    /** The secret of the second step that this browser is at, empty without one. */
    public String step(ServerRequest request) {
        return request.headers().cookies().first(name(STEP)).asOptional().orElse("");
    }

    void keepStep(ServerResponse response, String secret) {
        response.headers()
                .addCookie(cookie(STEP, secret).maxAge(Duration.ofMinutes(10)).build());
    }

    public void dropStep(ServerResponse response) {
        response.headers().addCookie(cookie(STEP, "").maxAge(Duration.ZERO).build());
    }

    Optional<String> visit(ServerRequest request) {
        return request.headers().cookies().first(name(VISIT)).asOptional();
    }

    void keepSession(ServerResponse response, Session session) {
        response.headers().addCookie(cookie(SESSION, session.secret()).build());
    }

    public void dropSession(ServerResponse response) {
        response.headers().addCookie(cookie(SESSION, "").maxAge(Duration.ZERO).build());
    }

    /** The visitor's secret, made and kept when there was none. */
    String visit(ServerRequest request, ServerResponse response) {
        return visit(request).orElseGet(() -> {
            String visit = RandomSecret.next();
            response.headers().addCookie(cookie(VISIT, visit).build());
            return visit;
        });
    }

    /** The prefix keeps neighbours of this host from planting a cookie (RFC 6265bis, section 4.1.3). */
    private String name(String plain) {
        return secure ? "__Host-" + plain : plain;
    }

    private SetCookie.Builder cookie(String name, String value) {
        return SetCookie.builder(name(name), value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(SetCookie.SameSite.LAX);
    }
}
