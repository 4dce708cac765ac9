package org.watchbill.system.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of revision 2026-07-28: every request stands alone, questions come as results and are answered by a retry. */
public final class ModernMcpClient implements McpClient {

    private static final String VERSION = "2026-07-28";

    private final URI mcp;
    private final String token;
    private final AtomicInteger ids = new AtomicInteger();

    public ModernMcpClient(URI mcp, String token) {
        this.mcp = mcp;
        this.token = token;
    }

    public ToolAnswer discover() {
        return request("server/discover", "", Json.object(), true);
    }

    /** All tools as they are listed, on one page. */
    public ToolAnswer tools() {
        return request("tools/list", "", Json.object(), true);
    }

    @Override
    public List<String> toolNames() {
        return tools().result()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
    }

    @Override
    public ToolAnswer call(String tool, JsonNode arguments, Elicitation person) {
        ToolAnswer answer = ask(tool, arguments);
        return isQuestion(answer) ? answerQuestion(tool, arguments, answer, person) : answer;
    }

    /** Any method; {@code name} is what the {@code Mcp-Name} header repeats, or empty. */
    public ToolAnswer send(String method, String name, ObjectNode parameters) {
        return request(method, name, parameters, true);
    }

    /** The stream of {@code subscriptions/listen}, while it lasts. */
    public EventLines listen(ObjectNode notifications) {
        ObjectNode parameters = Json.object();
        parameters.set("notifications", notifications);
        JsonNode message = message("subscriptions/listen", parameters, true);
        return new EventLines(Http.postJsonForStream(mcp, message, headers("subscriptions/listen", "")));
    }

    /** One round by a client that cannot ask anybody. */
    public ToolAnswer callWithoutAsking(String tool, JsonNode arguments) {
        return request("tools/call", tool, parameters(tool, arguments), false);
    }

    /** The first round by a client that can ask. */
    public ToolAnswer ask(String tool, JsonNode arguments) {
        return request("tools/call", tool, parameters(tool, arguments), true);
    }

    public static boolean isQuestion(ToolAnswer answer) {
        return answer.result().path("resultType").asString("").equals("input_required");
    }

    /** The round that carries the person's answers to {@code question}. */
    public ToolAnswer answerQuestion(String tool, JsonNode arguments, ToolAnswer question, Elicitation person) {
        ObjectNode parameters = parameters(tool, arguments);
        ObjectNode responses = parameters.putObject("inputResponses");
        question.result()
                .path("inputRequests")
                .properties()
                .forEach(request -> responses.set(request.getKey(), person.answer(request.getValue())));
        parameters.set("requestState", question.result().path("requestState"));
        return request("tools/call", tool, parameters, true);
    }

    private static ObjectNode parameters(String tool, JsonNode arguments) {
        ObjectNode parameters = Json.object().put("name", tool);
        parameters.set("arguments", arguments);
        return parameters;
    }

    private ToolAnswer request(String method, String name, ObjectNode parameters, boolean asks) {
        Reply reply = Http.postJson(mcp, message(method, parameters, asks), headers(method, name));
        return new ToolAnswer(reply, SseText.finalMessage(reply));
    }

    private JsonNode message(String method, ObjectNode parameters, boolean asks) {
        ObjectNode meta = parameters.putObject("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", VERSION);
        ObjectNode capabilities = meta.putObject("io.modelcontextprotocol/clientCapabilities");
        if (asks) {
            capabilities.putObject("elicitation").putObject("form");
        }
        meta.putObject("io.modelcontextprotocol/clientInfo")
                .put("name", "system-tests")
                .put("version", "1");
        ObjectNode message = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", ids.incrementAndGet())
                .put("method", method);
        message.set("params", parameters);
        return message;
    }

    private Map<String, String> headers(String method, String name) {
        Map<String, String> headers = new TreeMap<>(token.isEmpty() ? Map.of() : Http.bearer(token));
        headers.put("Accept", "application/json, text/event-stream");
        headers.put("MCP-Protocol-Version", VERSION);
        headers.put("Mcp-Method", method);
        if (!name.isEmpty()) {
            headers.put("Mcp-Name", name);
        }
        return headers;
    }
}
