package org.watchbill.gateway.stdio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.watchbill.gateway.catalogue.ParamHeader;
import org.watchbill.gateway.catalogue.ParamHeaders;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.HeaderText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The headers that repeat arguments of tools ({@code x-mcp-header}); which ones, the gateway's list of tools says. */
final class ToolHeaders {

    private static final int MOST_PAGES = 100;

    private final GatewayConnection gateway;
    private final Map<String, List<ParamHeader>> known = new ConcurrentHashMap<>();

    ToolHeaders(GatewayConnection gateway) {
        this.gateway = gateway;
    }

    /** For this call of a tool; asks for the list when the tool is not known. */
    Map<String, String> of(ObjectNode call) throws IOException, InterruptedException {
        List<ParamHeader> headers = known.get(tool(call));
        return headers == null ? renewed(call) : texts(headers, call);
    }

    /** The same after a look at the list as it is now. */
    Map<String, String> renewed(ObjectNode call) throws IOException, InterruptedException {
        known.put(tool(call), List.of());
        String cursor = learn(call, "");
        for (int page = 1; page < MOST_PAGES && !cursor.isEmpty(); page++) {
            cursor = learn(call, cursor);
        }
        return texts(known.getOrDefault(tool(call), List.of()), call);
    }

    /** Takes in one page in the name of the caller; returns where the next one begins, empty when there is none. */
    private String learn(ObjectNode call, String cursor) throws IOException, InterruptedException {
        ObjectNode question = Json.object().put("jsonrpc", "2.0").put("id", 0).put("method", "tools/list");
        ObjectNode params = question.putObject("params");
        if (call.at("/params/_meta") instanceof ObjectNode meta) {
            params.set(McpKeys.META, meta.deepCopy().without("progressToken"));
        }
        if (!cursor.isEmpty()) {
            params.put("cursor", cursor);
        }
        List<JsonNode> answers = new ArrayList<>();
        try (GatewayConnection.Answer answer = gateway.post(ModernLink.headers(question), Json.bytes(question))) {
            new Relay(new LocalClient(answers::add), question.path("id")).pass(answer);
        }
        JsonNode result = answers.isEmpty() ? Json.object() : answers.getLast().path("result");
        result.path("tools")
                .forEach(tool -> known.put(tool.path("name").stringValue(""), headers(tool.path("inputSchema"))));
        return result.path("nextCursor").stringValue("");
    }

    /** A tool whose annotations break the rules is called without such headers. */
    private static List<ParamHeader> headers(JsonNode inputSchema) {
        try {
            return ParamHeaders.in(inputSchema);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static Map<String, String> texts(List<ParamHeader> headers, ObjectNode call) {
        Map<String, String> texts = new HashMap<>();
        for (ParamHeader header : headers) {
            header.text(call.at("/params/arguments"))
                    .ifPresent(text -> texts.put(header.header(), HeaderText.encode(text)));
        }
        return texts;
    }

    private static String tool(ObjectNode call) {
        return call.at("/params/name").stringValue("");
    }
}
