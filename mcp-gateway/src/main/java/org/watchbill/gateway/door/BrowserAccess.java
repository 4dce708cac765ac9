package org.watchbill.gateway.door;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.stream.Collectors.joining;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.watchbill.gateway.rpc.McpHeaders;

/** CORS for MCP clients that run in a browser, and the refusal of all other origins. */
public final class BrowserAccess {

    private static final String REQUEST_HEADERS = String.join(
            ", ",
            "Authorization",
            "X-Api-Key",
            "API-Key",
            "Content-Type",
            "Accept",
            McpHeaders.LAST_EVENT_ID,
            McpHeaders.PROTOCOL_VERSION,
            McpHeaders.METHOD,
            McpHeaders.NAME,
            McpHeaders.SESSION_ID);
    /** Headers that repeat arguments have names that tools choose; browsers take no wildcard for them with credentials. */
    private static final Pattern PARAM_HEADER =
            Pattern.compile(Pattern.quote(McpHeaders.PARAM_PREFIX) + "[A-Za-z0-9!#$%&'*+.^_`|~-]+", CASE_INSENSITIVE);

    private static final String RESPONSE_HEADERS =
            "WWW-Authenticate, Retry-After, X-Request-Id, " + McpHeaders.SESSION_ID;

    private final OriginRules rules;

    public BrowserAccess(OriginRules rules) {
        this.rules = rules;
    }

    /** False for a request from a foreign origin; otherwise the response is opened to its origin. */
    boolean admit(ServerRequest request, ServerResponse response) {
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        if (origin.isEmpty()) {
            return true;
        }
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        if (!rules.allows(origin.get(), host)) {
            return false;
        }
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin.get());
        response.header(HeaderNames.VARY, "Origin, Access-Control-Request-Headers");
        response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
        return true;
    }

    /** Answers the question that a browser asks before the request itself. */
    void preflight(String methods, ServerRequest request, ServerResponse response) {
        response.status(Status.NO_CONTENT_204)
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods)
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, allowedHeaders(request))
                .header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "3600")
                .send();
    }

    private static String allowedHeaders(ServerRequest request) {
        String asked = request.headers()
                .first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
                .orElse("");
        Stream<String> params = Stream.of(asked.split(",", -1))
                .map(String::strip)
                .filter(name -> PARAM_HEADER.matcher(name).matches());
        return Stream.concat(Stream.of(REQUEST_HEADERS), params).collect(joining(", "));
    }
}
