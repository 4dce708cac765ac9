package org.watchbill.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
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
        REFUSING_TOKENS,
        /** Sheds load: answers 503 before any work. */
        BUSY,
        /** Takes requests and never answers, until told to stop. */
        HANGING,
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

    /** How a request is answered; a message sent through {@code events} makes the answer a stream. */
    @FunctionalInterface
    public interface StreamingWork {
        ObjectNode answer(JsonNode params, FakeEvents events) throws InterruptedException;
    }

    private static final ObjectNode UNKNOWN = ToolAnswers.error(-32602, "Unknown");

    private final FakeServer server = new FakeServer(this::handle);
    private final FakeShelf tools = new FakeShelf("tools", "name");
    private final FakeShelf prompts = new FakeShelf("prompts", "name");
    private final FakeShelf resources = new FakeShelf("resources", "uri");
    private final FakeShelf templates = new FakeShelf("resourceTemplates", "uriTemplate");
    private final Map<String, FakeShelf.Work> methods = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.WELL;
    private volatile CountDownLatch hanging = new CountDownLatch(1);

    public URI url() {
        return server.url();
    }

    /** Offers a tool; {@code work} makes of the params a message with {@code result} or {@code error}. */
    public UpstreamFake with(ObjectNode definition, Function<JsonNode, ObjectNode> work) {
        tools.put(definition, FakeShelf.Work.of(work));
        return this;
    }

    /** Offers a tool that may say something before its answer. */
    public UpstreamFake streaming(ObjectNode definition, StreamingWork work) {
        tools.put(definition, work::answer);
        return this;
    }

    public UpstreamFake without(String tool) {
        tools.remove(tool);
        return this;
    }

    public UpstreamFake withPrompt(ObjectNode definition, Function<JsonNode, ObjectNode> work) {
        prompts.put(definition, FakeShelf.Work.of(work));
        return this;
    }

    public UpstreamFake withResource(ObjectNode definition, Function<JsonNode, ObjectNode> work) {
        resources.put(definition, FakeShelf.Work.of(work));
        return this;
    }

    /** Offers a template; {@code work} answers every URI that is no listed resource. */
    public UpstreamFake withTemplate(ObjectNode definition, Function<JsonNode, ObjectNode> work) {
        templates.put(definition, FakeShelf.Work.of(work));
        return this;
    }

    /** Answers any other method, such as {@code completion/complete} or {@code subscriptions/listen}. */
    public UpstreamFake on(String method, StreamingWork work) {
        methods.put(method, work::answer);
        return this;
    }

    /** Lists everything in pages of this size from now on. */
    public UpstreamFake inPagesOf(int size) {
        Stream.of(tools, prompts, resources, templates).forEach(shelf -> shelf.setPageSize(size));
        return this;
    }

    /** Requests that hang are hung up on. */
    public void setMood(Mood next) {
        mood = next;
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    public void stop() {
        hanging.countDown();
        server.stop();
    }

    public void startAgain() {
        server.startAgain();
    }

    public List<Received> received() {
        return received;
    }

    public List<Received> calls() {
        return received("tools/call");
    }

    public List<Received> received(String method) {
        return received.stream()
                .filter(request -> request.method().equals(method))
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
            case BUSY -> FakeServer.answer(exchange, 503, Json.object().put("title", "The service is busy"));
            case REFUSING_TOKENS ->
                FakeServer.answer(exchange, 401, Json.object().put("title", "Unauthorized"));
            case HANGING -> hang(exchange);
            case WELL -> answer(request, exchange);
        }
    }

    private void hang(HttpExchange exchange) {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private void answer(Received request, HttpExchange exchange) throws IOException {
        FakeEvents events = new FakeEvents(exchange);
        try {
            events.finish(answer(request, events));
        } catch (InterruptedException | UncheckedIOException gone) {
            exchange.close();
        }
    }

    private ObjectNode answer(Received request, FakeEvents events) throws InterruptedException {
        ObjectNode message = isWellFormed(request)
                ? work(request).answer(request.params(), events)
                : ToolAnswers.error(-32020, "broken headers");
        message.put("jsonrpc", "2.0");
        message.set("id", request.message().path("id"));
        return message;
    }

    private static boolean isWellFormed(Received request) {
        String name = request.params().path(nameMember(request.method())).stringValue("");
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

    private static String nameMember(String method) {
        return switch (method) {
            case "resources/read" -> "uri";
            case "tasks/get", "tasks/update", "tasks/cancel" -> "taskId";
            default -> "name";
        };
    }

    private static String nameHeader(Received request) {
        String header = request.headers().getOrDefault("Mcp-Name", "");
        if (!header.startsWith("=?base64?")) {
            return header;
        }
        byte[] bytes = Base64.getDecoder().decode(header.substring(9, header.length() - 2));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private FakeShelf.Work work(Received request) {
        String name = request.params().path("name").stringValue("");
        FakeShelf.Work special = methods.get(request.method());
        if (special != null) {
            return special;
        }
        return switch (request.method()) {
            case "tools/list" -> (params, events) -> tools.page(params);
            case "tools/call" -> tools.named(name, UNKNOWN);
            case "prompts/list" -> listing(prompts);
            case "prompts/get" -> prompts.named(name, UNKNOWN);
            case "resources/list" -> listing(resources);
            case "resources/templates/list" -> listing(templates);
            case "resources/read" -> resource(request.params().path("uri").stringValue(""));
            default -> (params, events) -> ToolAnswers.error(-32601, "Method not found");
        };
    }

    /** What a service does not offer, it does not know how to list. */
    private static FakeShelf.Work listing(FakeShelf shelf) {
        return (params, events) -> shelf.isEmpty() ? ToolAnswers.error(-32601, "Method not found") : shelf.page(params);
    }

    private FakeShelf.Work resource(String uri) {
        FakeShelf.Work fromTemplate =
                templates.works().stream().findFirst().orElse((params, events) -> UNKNOWN.deepCopy());
        return resources.has(uri) ? resources.named(uri, UNKNOWN) : fromTemplate;
    }

    @Override
    public void close() {
        server.close();
    }
}
