package org.watchbill.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service behind the gateway: a stateless MCP server of revision 2026-07-28 that insists on its headers. */
public final class UpstreamFake implements AutoCloseable {

    /** How the service behaves. */
    public enum Mood {
        WELL,
        HANGING_UP,
        FAILING,
        SPEAKING_NO_JSON
    }

    /** One request as it came in; header names in lower case. */
    public record Received(Map<String, String> headers, JsonNode message) {

        public String method() {
            return message.path("method").stringValue("");
        }

        public JsonNode params() {
            return message.path("params");
        }

        public JsonNode meta() {
            return params().path("_meta");
        }
    }

    private record Tool(ObjectNode definition, Function<JsonNode, ObjectNode> work) {}

    private final FakeServer server = new FakeServer(this::handle);
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.WELL;

    public URI url() {
        return server.url();
    }

    /** Offers a tool; {@code work} makes of the params a message with {@code result} or {@code error}. */
    public UpstreamFake with(ObjectNode definition, Function<JsonNode, ObjectNode> work) {
        tools.put(definition.path("name").stringValue(), new Tool(definition, work));
        return this;
    }

    public void setMood(Mood next) {
        mood = next;
    }

    public void stop() {
        server.stop();
    }

    public void startAgain() {
        server.startAgain();
    }

    public List<Received> received() {
        return received;
    }

    public List<Received> calls() {
        return received.stream()
                .filter(request -> request.method().equals("tools/call"))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        Received request =
                new Received(headers, Json.parse(exchange.getRequestBody().readAllBytes()));
        received.add(request);
        switch (mood) {
            case HANGING_UP -> exchange.close();
            case FAILING -> FakeServer.answer(exchange, 500, Json.object().put("title", "broken"));
            case SPEAKING_NO_JSON -> {
                exchange.sendResponseHeaders(200, 4);
                exchange.getResponseBody().write("oops".getBytes(StandardCharsets.US_ASCII));
                exchange.close();
            }
            case WELL -> FakeServer.answer(exchange, 200, answer(request));
        }
    }

    private ObjectNode answer(Received request) {
        ObjectNode message = isWellFormed(request) ? work(request) : ToolAnswers.error(-32020, "broken headers");
        message.put("jsonrpc", "2.0");
        message.set("id", request.message().path("id"));
        return message;
    }

    private static boolean isWellFormed(Received request) {
        String name = request.params().path("name").stringValue("");
        return "2026-07-28".equals(request.headers().get("MCP-Protocol-Version"))
                && request.method().equals(request.headers().get("Mcp-Method"))
                && (name.isEmpty() || name.equals(nameHeader(request)))
                && "2026-07-28"
                        .equals(request.meta()
                                .path("io.modelcontextprotocol/protocolVersion")
                                .stringValue(""))
                && request.meta()
                        .path("io.modelcontextprotocol/clientCapabilities")
                        .isObject();
    }

    private static String nameHeader(Received request) {
        String header = request.headers().getOrDefault("Mcp-Name", "");
        if (!header.startsWith("=?base64?")) {
            return header;
        }
        byte[] bytes = Base64.getDecoder().decode(header.substring(9, header.length() - 2));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private ObjectNode work(Received request) {
        return switch (request.method()) {
            case "tools/list" -> list();
            case "tools/call" -> {
                Tool tool = tools.get(request.params().path("name").stringValue());
                yield tool == null
                        ? ToolAnswers.error(-32602, "Unknown tool")
                        : tool.work().apply(request.params());
            }
            default -> ToolAnswers.error(-32601, "Method not found");
        };
    }

    private ObjectNode list() {
        ObjectNode result =
                Json.object().put("resultType", "complete").put("ttlMs", 60_000).put("cacheScope", "private");
        tools.values().forEach(tool -> result.withArrayProperty("tools").add(tool.definition()));
        return ToolAnswers.result(result);
    }

    @Override
    public void close() {
        server.close();
    }
}
