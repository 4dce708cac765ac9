package org.watchbill.gateway.listen;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Interest as the {@code notifications} of {@code subscriptions/listen}, between gateway and service. */
final class ServiceFilter {

    private static final Map<Kind, String> LIST_MEMBERS = Map.of(
            Kind.TOOLS, "toolsListChanged",
            Kind.PROMPTS, "promptsListChanged",
            Kind.RESOURCES, "resourcesListChanged");

    private ServiceFilter() {}

    /** The part of an interest that a service can serve, by its name and capabilities. */
    static Interest servable(Interest interest, String upstream, JsonNode capabilities) {
        Set<Kind> lists = interest.lists().stream()
                .filter(kind ->
                        capabilities.path(kind.member()).path("listChanged").booleanValue(false))
                .collect(Collectors.toSet());
        boolean resources = capabilities.path("resources").path("subscribe").booleanValue(false);
        boolean tasks = capabilities.path("extensions").has(McpKeys.TASKS);
        return new Interest(
                lists,
                resources ? interest.uris() : Set.of(),
                interest.tasks().stream()
                        .filter(task -> tasks && task.upstream().equals(upstream))
                        .toList());
    }

    static ObjectNode of(Interest interest) {
        ObjectNode filter = Json.object();
        interest.lists().forEach(kind -> filter.put(LIST_MEMBERS.get(kind), true));
        if (!interest.uris().isEmpty()) {
            interest.uris().forEach(filter.putArray("resourceSubscriptions")::add);
        }
        if (!interest.tasks().isEmpty()) {
            interest.tasks().forEach(task -> filter.withArrayProperty("taskIds").add(task.ownId()));
        }
        return filter;
    }

    /** The part of an interest that a service's acknowledgement names. */
    static Interest acknowledged(Interest interest, JsonNode honoured) {
        Set<String> uris = texts(honoured.path("resourceSubscriptions"));
        Set<String> tasks = texts(honoured.path("taskIds"));
        return new Interest(
                interest.lists().stream()
                        .filter(kind -> honoured.path(LIST_MEMBERS.get(kind)).booleanValue(false))
                        .collect(Collectors.toSet()),
                interest.uris().stream().filter(uris::contains).collect(Collectors.toSet()),
                interest.tasks().stream()
                        .filter(task -> tasks.contains(task.ownId()))
                        .toList());
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(value -> value.stringValue("")).collect(Collectors.toSet());
    }
}
