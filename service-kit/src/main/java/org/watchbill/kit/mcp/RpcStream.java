package org.watchbill.kit.mcp;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.watchbill.kit.http.Exchange;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.wire.RpcAnswer;
import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer to one request as server-sent events. */
final class RpcStream implements McpMethod.Events {

    private static final HeaderName BUFFERING = HeaderNames.create("X-Accel-Buffering");
    private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    private RpcStream(OutputStream out) {
        this.out = out;
    }

    /** Answers with what {@code result} writes, and at last with what it returns or with its {@link RpcException}. */
    static void answer(
            ServerRequest request,
            ServerResponse response,
            JsonNode id,
            Function<McpMethod.Events, ObjectNode> result) {
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, "text/event-stream")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(BUFFERING, "no");
        try (OutputStream out = Exchange.of(request).openStream(response)) {
            RpcStream stream = new RpcStream(out);
            stream.message(last(stream, id, result));
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("The client has gone", e);
        }
    }

    private static ObjectNode last(RpcStream stream, JsonNode id, Function<McpMethod.Events, ObjectNode> result) {
        try {
            return RpcAnswer.result(id, result.apply(stream));
        } catch (RpcException e) {
            return RpcAnswer.error(id, e);
        }
    }

    /** JSON text holds no line break, so one data line carries it. */
    @Override
    public void message(ObjectNode message) {
        write(("event: message\ndata: " + Json.text(message) + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void keepAlive() {
        write(KEEP_ALIVE);
    }

    private void write(byte[] event) {
        try {
            out.write(event);
            out.flush();
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("The client has gone", e);
        }
    }
}
