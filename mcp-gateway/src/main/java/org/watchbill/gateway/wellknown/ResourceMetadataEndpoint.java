package org.watchbill.gateway.wellknown;

import static org.watchbill.gateway.wellknown.GatewayResource.EVENTS_PATH;
import static org.watchbill.gateway.wellknown.GatewayResource.MCP_PATH;
import static org.watchbill.gateway.wellknown.GatewayResource.OTHER_MCP_PATH;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.dpop.DpopProof;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protected-resource metadata (RFC 9728 section 3.1), one document for each path that clients dial, and at the root that of
 * the MCP endpoint; open to every browser.
 */
public final class ResourceMetadataEndpoint implements HttpService {

    private final GatewayResource resource;

    public ResourceMetadataEndpoint(GatewayResource resource) {
        this.resource = resource;
    }

    @Override
    public void routing(HttpRules rules) {
        serve(rules, "/", MCP_PATH);
        for (String path : new String[] {MCP_PATH, OTHER_MCP_PATH, EVENTS_PATH}) {
            serve(rules, path, path);
        }
    }

    private void serve(HttpRules rules, String at, String path) {
        byte[] document = Json.bytes(metadata(path));
        rules.get(at, (request, response) -> PublicDocument.send(response, document))
                .options(at, PublicDocument::preflight);
    }

    private ObjectNode metadata(String path) {
        ObjectNode metadata =
                Json.object().put("resource", resource.identifier(path)).put("resource_name", "Watchbill");
        metadata.putArray("authorization_servers").add(resource.issuer());
        metadata.putArray("bearer_methods_supported").add("header");
        ArrayNode algorithms = metadata.putArray("dpop_signing_alg_values_supported");
        DpopProof.ALGORITHMS.forEach(algorithms::add);
        ArrayNode scopes = metadata.putArray("scopes_supported");
        GatewayResource.firstScopes(path).forEach(scopes::add);
        return metadata;
    }
}
