package org.watchbill.schedule.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.resource.ResourceReader;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** Reads a record as JSON; its version is a digest of all but the members that move with the clock. */
record JsonReader(BiFunction<Caller, Map<String, String>, Optional<? extends Record>> find) implements ResourceReader {

    static final String MIME_TYPE = "application/json";

    private static final List<String> MOVING = List.of("at", "from", "until");

    @Override
    public Optional<String> read(Caller caller, Map<String, String> variables) {
        return find.apply(caller, variables).map(Json::text);
    }

    @Override
    public Optional<String> version(Caller caller, Map<String, String> variables) {
        return find.apply(caller, variables)
                .map(Json::tree)
                .map(ObjectNode.class::cast)
                .map(tree -> CanonicalJson.digest(tree.without(MOVING)));
    }
}
