package org.watchbill.gateway.call;

import java.util.UUID;
import org.watchbill.gateway.catalogue.Toolsets;
import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.upstream.RequestMeta;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One client request, whatever the revision.
 *
 * @param id the same over all rounds in which a service asks back within one request
 * @param toolsets the tools that the client wants to see
 * @param params as the client sent them
 * @param notices takes what comes before the answer
 */
public record Call(
        UUID id,
        Identity caller,
        String method,
        ObjectNode params,
        RequestMeta client,
        String traceparent,
        Toolsets toolsets,
        Notices notices) {

    /** The same call with the answers to what the service asked. */
    public Call answering(ObjectNode inputResponses, JsonNode requestState) {
        ObjectNode again = Json.object();
        again.setAll(params);
        again.set("inputResponses", inputResponses);
        if (requestState.isString()) {
            again.set("requestState", requestState);
        }
        return new Call(id, caller, method, again, client, traceparent, toolsets, notices);
    }
}
