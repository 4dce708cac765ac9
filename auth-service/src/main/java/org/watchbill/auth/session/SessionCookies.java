package org.watchbill.auth.session;

import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Optional;
import org.watchbill.auth.secret.RandomSecret;

/** The two cookies: who is signed in, and which visitor is about to send a form without being signed in. */
public final class SessionCookies {

    private static final String SESSION = "watchbill_session";
    private static final String VISIT = "watchbill_visit";

    private final boolean secure;

    /** {@code secure} cookies are sent over https only. */
    public SessionCookies(boolean secure) {
        this.secure = secure;
    }

    Optional<String> session(ServerRequest request) {
        return request.headers().cookies().first(SESSION).asOptional();
    }

    Optional<String> visit(ServerRequest request) {
        return request.headers().cookies().first(VISIT).asOptional();
    }

    void keepSession(ServerResponse response, Session session) {
        response.headers().addCookie(cookie(SESSION, session.secret()).build());
    }

    void dropSession(ServerResponse response) {
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

    private SetCookie.Builder cookie(String name, String value) {
        return SetCookie.builder(name, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(SetCookie.SameSite.LAX);
    }
}
