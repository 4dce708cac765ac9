package org.watchbill.gateway.companion;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.gateway.upstream.Upstream;
import org.watchbill.gateway.upstream.Upstreams;
import org.watchbill.kit.json.Json;

/**
 * {@code GET /mcp/health}: {@code {"status","service","version","mode"}}, where the status is {@code healthy}, or {@code
 * degraded} while a service behind the gateway does not answer. Open to everybody, so it names none.
 */
public final class McpHealthEndpoint implements HttpService {

    public static final String PATH = "/mcp/health";

    private final Upstreams upstreams;
    private final String version;

    public McpHealthEndpoint(Upstreams upstreams, String version) {
        this.upstreams = upstreams;
        this.version = version;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        boolean degraded = upstreams.all().stream().anyMatch(Upstream::isResting);
        response.status(Status.OK_200)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(Json.bytes(Json.object()
                        .put("status", degraded ? "degraded" : "healthy")
                        .put("service", "mcp-gateway")
                        .put("version", version)
                        .put("mode", "stateless")));
    }
}
