package org.watchbill.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Posts well-formed MCP 2026-07-28 requests with one token, the way the gateway does. */
public final class McpCalls {

    private static final String VERSION = "2026-07-28";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI endpoint;
    private final String token;
    private final ObjectNode capabilities;

    /** A client that cannot ask; {@code endpoint} is the full address, such as {@code http://127.0.0.1:9082/mcp}. */
    public McpCalls(URI endpoint, String token) {
        this(endpoint, token, Json.object());
    }

    private McpCalls(URI endpoint, String token, ObjectNode capabilities) {
        this.endpoint = endpoint;
        this.token = token;
        this.capabilities = capabilities;
    }

    /** The same client, able to show forms. */
    public McpCalls withElicitation() {
        ObjectNode more = capabilities.deepCopy();
        more.putObject("elicitation").putObject("form");
        return new McpCalls(endpoint, token, more);
    }

    /** The same client, able to deal with tasks. */
    public McpCalls withTasks() {
        ObjectNode more = capabilities.deepCopy();
        more.putObject("extensions").putObject("io.modelcontextprotocol/tasks");
        return new McpCalls(endpoint, token, more);
    }

    public McpReply discover() {
        return send("server/discover", Json.object());
    }

    public McpReply list() {
        return send("tools/list", Json.object());
    }

    public McpReply call(String tool, Map<String, ?> arguments) {
        return call(UUID.randomUUID(), tool, arguments);
    }

    public McpReply call(UUID callId, String tool, Map<String, ?> arguments) {
        return send("tools/call", parameters(callId, tool, arguments));
    }

    /** The next round of a call that was answered with {@code asked}, with {@code confirm: true} or {@code false}. */
    public McpReply retry(McpReply asked, String tool, Map<String, ?> arguments, boolean confirmed) {
        ObjectNode answer = Json.object().put("action", "accept");
        answer.putObject("content").put("confirm", confirmed);
        return retry(asked, tool, arguments, answer);
    }

    /** The next round, with any answer to the question for confirmation. */
    public McpReply retry(McpReply asked, String tool, Map<String, ?> arguments, ObjectNode answer) {
        ObjectNode parameters = parameters(UUID.randomUUID(), tool, arguments);
        parameters.put("requestState", asked.requestState());
        parameters.putObject("inputResponses").set("confirm", answer);
        return send("tools/call", parameters);
    }

    /** {@code tasks/get} or {@code tasks/cancel}. */
    public McpReply task(String method, String taskId) {
        return send(method, Json.object().put("taskId", taskId));
    }

    public McpReply read(String uri) {
        return send("resources/read", Json.object().put("uri", uri));
    }

    public McpReply prompt(String name, Map<String, ?> arguments) {
        ObjectNode parameters = Json.object().put("name", name);
        parameters.set("arguments", Json.tree(arguments));
        return send("prompts/get", parameters);
    }

    /** Asks for suggestions; {@code reference} is the name of a prompt, or a template when it holds a colon. */
    public McpReply complete(String reference, String argument, String typed, Map<String, String> others) {
        boolean template = reference.contains(":");
        ObjectNode parameters = Json.object();
        parameters
                .putObject("ref")
                .put("type", template ? "ref/resource" : "ref/prompt")
                .put(template ? "uri" : "name", reference);
        parameters.putObject("argument").put("name", argument).put("value", typed);
        parameters.putObject("context").set("arguments", Json.tree(others));
        return send("completion/complete", parameters);
    }

    /** Listens for changes of resources. */
    public McpStream listen(List<String> uris) {
        ObjectNode notifications = Json.object();
        notifications.set("resourceSubscriptions", Json.tree(uris));
        ObjectNode parameters = Json.object();
        parameters.set("notifications", notifications);
        return open("subscriptions/listen", parameters);
    }

    /** Sends a request that may be answered with a stream. */
    public McpStream open(String method, ObjectNode parameters) {
        return open(method, parameters, Json.tree(UUID.randomUUID()));
    }

    /** The same with an id of the caller's choice. */
    public McpStream open(String method, ObjectNode parameters, JsonNode id) {
        ObjectNode body = request(method, parameters);
        body.set("id", id);
        return new McpStream(
                exchange(headers(method, parameters), Json.bytes(body), HttpResponse.BodyHandlers.ofInputStream()));
    }

    public McpReply send(String method, ObjectNode parameters) {
        return post(headers(method, parameters), Json.bytes(request(method, parameters)));
    }

    private static Map<String, String> headers(String method, ObjectNode parameters) {
        Map<String, String> headers = new TreeMap<>(Map.of("MCP-Protocol-Version", VERSION, "Mcp-Method", method));
        String named = method.equals("resources/read") ? "uri" : method.startsWith("tasks/") ? "taskId" : "name";
        if (parameters.has(named)) {
            headers.put("Mcp-Name", parameters.path(named).stringValue());
        }
        return headers;
    }

    /** A request with {@code _meta} filled in, for tests that break it. */
    public ObjectNode request(String method, ObjectNode parameters) {
        ObjectNode meta = parameters.withObjectProperty("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", VERSION);
        meta.set("io.modelcontextprotocol/clientCapabilities", capabilities.deepCopy());
        ObjectNode body = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", UUID.randomUUID().toString())
                .put("method", method);
        body.set("params", parameters);
        return body;
    }

    /** The parameters of {@code tools/call}, for tests that change them. */
    public ObjectNode parameters(UUID callId, String tool, Map<String, ?> arguments) {
        ObjectNode parameters = Json.object().put("name", tool);
        JsonNode tree = Json.tree(arguments);
        parameters.set("arguments", tree);
        parameters.putObject("_meta").put("org.watchbill/callId", callId.toString());
        return parameters;
    }

    /** Posts any bytes with any headers besides token and content type. */
    public McpReply post(Map<String, String> headers, byte[] body) {
        HttpResponse<byte[]> answer = exchange(headers, body, HttpResponse.BodyHandlers.ofByteArray());
        return new McpReply(answer.statusCode(), answer.headers(), answer.body());
    }

    private <T> HttpResponse<T> exchange(
            Map<String, String> headers, byte[] body, HttpResponse.BodyHandler<T> handler) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
