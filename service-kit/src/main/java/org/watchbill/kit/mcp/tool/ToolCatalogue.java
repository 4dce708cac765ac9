package org.watchbill.kit.mcp.tool;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.confirmation.Confirmations;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.AccessPolicy;
import org.watchbill.kit.mcp.schema.RecordSchemas;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools of the service by name, and how {@code tools/list} shows them. */
final class ToolCatalogue {

    private final SortedMap<String, ServedTool> tools = new TreeMap<>();
    private final ArrayNode listing = Json.object().putArray("tools");

    ToolCatalogue(List<Tool> declared, Commands commands, Confirmations confirmations, DeferredCalls deferred) {
        for (Tool tool : declared) {
            ServedTool previous = tools.put(tool.spec().name(), ServedTool.of(tool, commands, confirmations, deferred));
            if (previous != null) {
                throw new IllegalArgumentException(
                        "Two tools are called " + tool.spec().name());
            }
        }
        tools.values().forEach(tool -> listing.add(shown(tool)));
    }

    Optional<ServedTool> named(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** In order of name. */
    ArrayNode listing() {
        return listing;
    }

    private static ObjectNode shown(ServedTool served) {
        ToolSpec spec = served.tool().spec();
        ObjectNode shown = Json.object()
                .put("name", spec.name())
                .put("title", spec.title())
                .put("description", spec.description());
        shown.set("inputSchema", served.arguments().document());
        shown.set("outputSchema", RecordSchemas.output(served.tool().output()));
        shown.putObject("annotations")
                .put("readOnlyHint", spec.hints().readOnly())
                .put("destructiveHint", spec.hints().destructive())
                .put("idempotentHint", spec.hints().idempotent())
                .put("openWorldHint", spec.hints().openWorld());
        shown.putObject("_meta").set(AccessPolicy.KEY, policy(spec.policy()));
        return shown;
    }

    private static ObjectNode policy(ToolPolicy policy) {
        return policy.access()
                .json()
                .put("confirm", policy.confirm().name().toLowerCase(Locale.ROOT))
                .put("toolset", policy.toolset());
    }
}
