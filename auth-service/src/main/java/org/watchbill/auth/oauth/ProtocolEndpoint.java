package org.watchbill.auth.oauth;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.json.JsonFormatException;

/**
 * The frame around endpoints that programs call, from browsers too: any origin may read the answer, nothing is cached
 * unless the endpoint says so, and errors are OAuth's JSON.
 */
public final class ProtocolEndpoint {

    private record ErrorBody(String error, Optional<String> errorDescription) {}

    private ProtocolEndpoint() {}

    public static Handler of(Handler endpoint) {
        Handler closed = closed(endpoint);
        return (request, response) -> {
            allowAnyOrigin(response);
            closed.handle(request, response);
        };
    }

    /** The same frame around an endpoint that no browser has to call. */
    public static Handler closed(Handler endpoint) {
        return (request, response) -> {
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            try {
                endpoint.handle(request, response);
            } catch (OAuthException e) {
                sendError(request, response, e);
            } catch (JsonFormatException e) {
                sendError(request, response, OAuthException.invalidRequest(String.valueOf(e.getMessage())));
            }
        };
    }

    /** The answer to a browser that asks whether it may call (a preflight). */
    public static void preflight(ServerRequest request, ServerResponse response) {
        allowAnyOrigin(response);
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS")
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, mcp-protocol-version")
                .header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "3600")
                .status(Status.NO_CONTENT_204)
                .send();
    }

    private static void allowAnyOrigin(ServerResponse response) {
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "WWW-Authenticate, Retry-After");
    }

    private static void sendError(ServerRequest request, ServerResponse response, OAuthException refused) {
        switch (refused.error()) {
            case INVALID_CLIENT -> {
                if (request.headers().contains(HeaderNames.AUTHORIZATION)) {
                    response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"watchbill\"");
                }
            }
            case INVALID_TOKEN -> response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            case TEMPORARILY_UNAVAILABLE -> response.header(HeaderNames.RETRY_AFTER, "60");
            default -> {}
        }
        JsonBody.send(
                response,
                Status.create(refused.error().status()),
                new ErrorBody(refused.error().text(), Optional.of(refused.description())));
    }
}
