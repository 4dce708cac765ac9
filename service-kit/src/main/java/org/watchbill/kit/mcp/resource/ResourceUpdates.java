package org.watchbill.kit.mcp.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.Admission;
import org.watchbill.kit.mcp.McpRequest;
import org.watchbill.kit.mcp.listen.Topic;
import org.watchbill.kit.mcp.listen.Watch;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code resourceSubscriptions}. Honours what exists, may be read by the caller and has a version, among the first 64
 * URIs, and finds changes by comparing versions, so it does not matter which replica made them.
 */
record ResourceUpdates(ResourceCatalogue resources) implements Topic {

    private static final String SUBSCRIPTIONS = "resourceSubscriptions";
    private static final int MOST_URIS = 64;

    @Override
    public void announce(ObjectNode capabilities) {
        capabilities.withObjectProperty("resources").put("subscribe", true);
    }

    @Override
    public Optional<Watch> watch(McpRequest request, JsonNode filter) {
        if (!filter.has(SUBSCRIPTIONS)) {
            return Optional.empty();
        }
        Map<ServedResource.Found, Optional<String>> versions = new LinkedHashMap<>();
        for (String uri : uris(filter.path(SUBSCRIPTIONS))) {
            resources
                    .find(uri)
                    .filter(found -> Admission.refusal(found.spec().policy(), request.caller())
                            .isEmpty())
                    .ifPresent(found -> version(request.caller(), found)
                            .ifPresent(version -> versions.put(found, Optional.of(version))));
        }
        return Optional.of(new Versions(request.caller(), versions));
    }

    private static List<String> uris(JsonNode asked) {
        if (!asked.isArray() || !asked.valueStream().allMatch(JsonNode::isString)) {
            throw RpcException.invalidParams("The resourceSubscriptions are not a list of URIs");
        }
        return asked.valueStream()
                .map(JsonNode::stringValue)
                .distinct()
                .limit(MOST_URIS)
                .toList();
    }

    private static Optional<String> version(Caller caller, ServedResource.Found found) {
        try {
            return found.resource().reader().version(caller, found.variables());
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** The versions as the client knows them. */
    private record Versions(Caller caller, Map<ServedResource.Found, Optional<String>> known) implements Watch {

        @Override
        public void acknowledge(ObjectNode honoured) {
            ArrayNode uris = honoured.putArray(SUBSCRIPTIONS);
            known.keySet().forEach(found -> uris.add(found.uri()));
        }

        @Override
        public List<ObjectNode> changes() {
            List<ObjectNode> changes = new ArrayList<>();
            for (Map.Entry<ServedResource.Found, Optional<String>> entry : known.entrySet()) {
                Optional<String> current = version(caller, entry.getKey());
                if (!current.equals(entry.getValue())) {
                    entry.setValue(current);
                    changes.add(updated(entry.getKey().uri()));
                }
            }
            return changes;
        }

        private static ObjectNode updated(String uri) {
            ObjectNode notification =
                    Json.object().put("jsonrpc", "2.0").put("method", "notifications/resources/updated");
            notification.putObject("params").put("uri", uri);
            return notification;
        }
    }
}
