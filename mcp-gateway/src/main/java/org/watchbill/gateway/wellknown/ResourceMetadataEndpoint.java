package org.watchbill.gateway.wellknown;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Protected-resource metadata (RFC 9728), at the root and at the path of the MCP endpoint, open to every browser. */
public final class ResourceMetadataEndpoint implements HttpService {

    private final ObjectNode metadata;

    public ResourceMetadataEndpoint(GatewayResource resource) {
        metadata = Json.object().put("resource", resource.identifier()).put("resource_name", "Watchbill");
        metadata.putArray("authorization_servers").add(resource.issuer());
        metadata.putArray("bearer_methods_supported").add("header");
        ArrayNode scopes = metadata.putArray("scopes_supported");
        GatewayResource.BASE_SCOPES.forEach(scopes::add);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::answer)
                .get(GatewayResource.MCP_PATH, this::answer)
                .options("/", ResourceMetadataEndpoint::preflight)
                .options(GatewayResource.MCP_PATH, ResourceMetadataEndpoint::preflight);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        response.status(Status.OK_200)
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header(HeaderNames.CACHE_CONTROL, "max-age=3600")
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(Json.bytes(metadata));
    }

    private static void preflight(ServerRequest request, ServerResponse response) {
        response.status(Status.NO_CONTENT_204)
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET")
                .header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "*")
                .send();
    }
}
