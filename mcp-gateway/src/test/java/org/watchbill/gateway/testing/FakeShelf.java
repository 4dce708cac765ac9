package org.watchbill.gateway.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The things of one kind that a faked service lists, in pages, and what it answers when one is used. */
final class FakeShelf {

    private static final int ALL = Integer.MAX_VALUE;

    /** How a request is answered: with a message that has {@code result} or {@code error}. */
    interface Work {
        ObjectNode answer(JsonNode params, FakeEvents events) throws InterruptedException;

        static Work of(Function<JsonNode, ObjectNode> work) {
            return (params, events) -> work.apply(params);
        }
    }

    private final String member;
    private final String key;
    private final List<ObjectNode> definitions = new CopyOnWriteArrayList<>();
    private final Map<String, Work> works = new ConcurrentHashMap<>();
    private volatile int pageSize = ALL;

    FakeShelf(String member, String key) {
        this.member = member;
        this.key = key;
    }

    /** Replaces the one of the same key. */
    void put(ObjectNode definition, Work work) {
        String name = definition.path(key).stringValue("");
        List<String> names = definitions.stream()
                .map(known -> known.path(key).stringValue(""))
                .toList();
        if (names.contains(name)) {
            definitions.set(names.indexOf(name), definition);
        } else {
            definitions.add(definition);
        }
        works.put(name, work);
    }

    void remove(String name) {
        definitions.removeIf(definition -> definition.path(key).stringValue("").equals(name));
        works.remove(name);
    }

    void setPageSize(int size) {
        pageSize = size;
    }

    boolean isEmpty() {
        return definitions.isEmpty();
    }

    boolean has(String name) {
        return works.containsKey(name);
    }

    List<Work> works() {
        return List.copyOf(works.values());
    }

    Work named(String name, ObjectNode unknown) {
        return works.getOrDefault(name, (params, events) -> unknown.deepCopy());
    }

    ObjectNode page(JsonNode params) {
        int start = Integer.parseInt(params.path("cursor").stringValue("0"));
        List<ObjectNode> all = new ArrayList<>(definitions);
        ObjectNode result =
                Json.object().put("resultType", "complete").put("ttlMs", 60_000).put("cacheScope", "private");
        ArrayNode listed = result.putArray(member);
        all.stream().skip(start).limit(pageSize).forEach(listed::add);
        if (all.size() - start > pageSize) {
            result.put("nextCursor", String.valueOf(start + pageSize));
        }
        return ToolAnswers.result(result);
    }
}
