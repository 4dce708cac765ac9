package org.watchbill.auth.page;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import org.watchbill.auth.oauth.OAuthException;

/**
 * The frame around everything that people see: headers that forbid scripts, framing, foreign content and caching, and
 * refusals as pages. The policy has no {@code form-action}: browsers would apply it to the redirect that follows the
 * consent form and silently stop it.
 */
public final class PageEndpoint {

    private static final HeaderName CONTENT_SECURITY_POLICY = HeaderNames.create("Content-Security-Policy");
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final HeaderName FRAME_OPTIONS = HeaderNames.create("X-Frame-Options");
    private static final HeaderName CONTENT_TYPE_OPTIONS = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");

    private PageEndpoint() {}

    public static Handler of(Handler endpoint) {
        return (request, response) -> {
            secure(response);
            try {
                endpoint.handle(request, response);
            } catch (PageRedirect e) {
                redirect(response, e.location());
            } catch (PageRefusal e) {
                send(response, Status.create(e.status()), e.page());
            } catch (OAuthException e) {
                send(response, Status.BAD_REQUEST_400, new MessagePage("This request cannot be read", e.description()));
            }
        };
    }

    public static void send(ServerResponse response, Status status, Page page) {
        if (page.scripted()) {
            response.header(CONTENT_SECURITY_POLICY, POLICY + "; script-src 'self'");
        }
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .send(Templates.render(page).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the browser on with a GET, whatever the request's method was. */
    public static void redirect(ServerResponse response, String location) {
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, location)
                .send();
    }

    private static void secure(ServerResponse response) {
        response.header(CONTENT_SECURITY_POLICY, POLICY)
                .header(FRAME_OPTIONS, "DENY")
                .header(CONTENT_TYPE_OPTIONS, "nosniff")
                .header(REFERRER_POLICY, "no-referrer")
                .header(HeaderNames.CACHE_CONTROL, "no-store");
    }
}
