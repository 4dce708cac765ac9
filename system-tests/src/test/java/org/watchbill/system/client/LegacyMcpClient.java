package org.watchbill.system.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of revision 2025-11-25: a session, in which the server asks by requests on the stream of the call. */
public final class LegacyMcpClient implements McpClient {

    private static final String VERSION = "2025-11-25";

    private final URI mcp;
    private final Map<String, String> headers;
    private final AtomicInteger ids = new AtomicInteger();

    private LegacyMcpClient(URI mcp, String token) {
        this.mcp = mcp;
        this.headers = new TreeMap<>(token.isEmpty() ? Map.of() : Http.bearer(token));
        headers.put("Accept", "application/json, text/event-stream");
    }

    public static LegacyMcpClient connect(URI mcp, String token) {
        LegacyMcpClient client = new LegacyMcpClient(mcp, token);
        client.initialize().reply().expect(200);
        return client;
    }

    /** The answer to the handshake alone, for clients that are not let in. */
    public static ToolAnswer tryInitialize(URI mcp, String token) {
        return new LegacyMcpClient(mcp, token).initialize();
    }

    @Override
    public List<String> toolNames() {
        return request("tools/list", Json.object(), Elicitation.declining())
                .result()
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("name").asString())
                .toList();
    }

    @Override
    public ToolAnswer call(String tool, JsonNode arguments, Elicitation person) {
        ObjectNode parameters = Json.object().put("name", tool);
        parameters.set("arguments", arguments);
        return request("tools/call", parameters, person);
    }

    private ToolAnswer initialize() {
        ObjectNode parameters = Json.object().put("protocolVersion", VERSION);
        parameters.putObject("capabilities").putObject("elicitation").putObject("form");
        parameters.putObject("clientInfo").put("name", "system-tests").put("version", "1");
        ToolAnswer answer = request("initialize", parameters, Elicitation.declining());
        if (answer.status() == 200) {
            answer.reply().header("Mcp-Session-Id").ifPresent(session -> headers.put("Mcp-Session-Id", session));
            headers.put(
                    "MCP-Protocol-Version",
                    answer.result().path("protocolVersion").asString());
            ObjectNode initialized = Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized");
            Http.postJson(mcp, initialized, headers).expect(202);
        }
        return answer;
    }

    private ToolAnswer request(String method, ObjectNode parameters, Elicitation person) {
        int id = ids.incrementAndGet();
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
        message.set("params", parameters);
        HttpResponse<InputStream> response =
                Http.send(Http.jsonRequest(mcp, message, headers), BodyHandlers.ofInputStream());
        try (BufferedReader body = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            boolean stream =
                    response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            String text = stream ? lastMessage(body, person) : body.readAllAsString();
            Reply reply = new Reply(mcp, response.statusCode(), response.headers(), text);
            return new ToolAnswer(reply, text.isBlank() ? Json.object() : reply.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the stream up to the answer to the call, and answers the server's own requests on the way. */
    private String lastMessage(BufferedReader stream, Elicitation person) throws IOException {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (!line.startsWith("data:") || line.substring("data:".length()).isBlank()) {
                continue;
            }
            JsonNode message = SseText.json(line);
            if (message.has("result") || message.has("error")) {
                return message.toString();
            }
            if (message.path("method").asString("").equals("elicitation/create")) {
                answer(message, person);
            }
        }
        throw new AssertionError("The stream ended without an answer");
    }

    private void answer(JsonNode question, Elicitation person) {
        ObjectNode answer = Json.object().put("jsonrpc", "2.0");
        answer.set("id", question.path("id"));
        answer.set("result", person.answer(question));
        Http.postJson(mcp, answer, headers).expect(202);
    }
}
