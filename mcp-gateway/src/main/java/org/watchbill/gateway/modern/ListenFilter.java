package org.watchbill.gateway.modern;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.listen.Interest;
import org.watchbill.gateway.task.SealedTask;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code notifications} of {@code subscriptions/listen}, between client and gateway. */
record ListenFilter(Set<Kind> lists, Set<String> uris, Set<String> taskIds) {

    private static final int MOST = 256;
    private static final int LONGEST = 2048;
    private static final String URIS = "resourceSubscriptions";
    private static final String TASKS = "taskIds";
    private static final Map<String, Kind> LISTS = listMembers();

    private static Map<String, Kind> listMembers() {
        Map<String, Kind> lists = new LinkedHashMap<>();
        lists.put("toolsListChanged", Kind.TOOLS);
        lists.put("promptsListChanged", Kind.PROMPTS);
        lists.put("resourcesListChanged", Kind.RESOURCES);
        return lists;
    }

    /** Empty for what is no such filter. */
    static Optional<ListenFilter> of(JsonNode filter) {
        Optional<Set<String>> uris = texts(filter.path(URIS));
        Optional<Set<String>> taskIds = texts(filter.path(TASKS));
        boolean wellFormed = filter.isObject()
                && LISTS.keySet().stream()
                        .allMatch(name -> !filter.has(name) || filter.path(name).isBoolean());
        if (!wellFormed || uris.isEmpty() || taskIds.isEmpty()) {
            return Optional.empty();
        }
        Set<Kind> lists = EnumSet.noneOf(Kind.class);
        LISTS.forEach((name, kind) -> {
            if (filter.path(name).booleanValue(false)) {
                lists.add(kind);
            }
        });
        return Optional.of(new ListenFilter(lists, uris.get(), taskIds.get()));
    }

    /** Without what the gateway does not announce. */
    Interest served(ObjectNode capabilities, List<SealedTask> tasks) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        lists.stream()
                .filter(kind -> capability(capabilities, kind, "listChanged"))
                .forEach(kinds::add);
        return new Interest(kinds, capability(capabilities, Kind.RESOURCES, "subscribe") ? uris : Set.of(), tasks);
    }

    private static boolean capability(ObjectNode capabilities, Kind kind, String name) {
        return capabilities.path(kind.member()).path(name).booleanValue(false);
    }

    /** What is honoured, in the order in which it was asked for. */
    ObjectNode acknowledged(Interest honoured) {
        ObjectNode filter = Json.object();
        LISTS.forEach((name, kind) -> {
            if (honoured.lists().contains(kind)) {
                filter.put(name, true);
            }
        });
        uris.stream()
                .filter(honoured.uris()::contains)
                .forEach(uri -> filter.withArrayProperty(URIS).add(uri));
        honoured.tasks().forEach(task -> filter.withArrayProperty(TASKS).add(task.id()));
        return filter;
    }

    private static Optional<Set<String>> texts(JsonNode array) {
        boolean wellFormed = array.isMissingNode()
                || (array.isArray()
                        && array.size() <= MOST
                        && array.valueStream()
                                .allMatch(value ->
                                        value.isString() && value.stringValue().length() <= LONGEST));
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(value -> texts.add(value.asString("")));
        return wellFormed ? Optional.of(texts) : Optional.empty();
    }
}
