package org.watchbill.gateway.stdio;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the client's messages line by line and sees each to its answer. Requests run side by side, all else in order. */
final class Bridge {

    private static final EventLog LOG = EventLog.named(Bridge.class.getName());
    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final InputStream in;
    private final LocalClient client;
    private final GatewayConnection gateway;
    private final ModernLink modern;
    private final LegacyLink legacy;
    private final Map<JsonNode, Thread> modernCalls = new ConcurrentHashMap<>();
    private final Phaser running = new Phaser(1);

    Bridge(GatewayAccess access, InputStream in, PrintStream out) {
        this.in = new BufferedInputStream(in);
        this.client = LocalClient.on(out);
        this.gateway = new GatewayConnection(access);
        this.modern = new ModernLink(gateway, client);
        this.legacy = new LegacyLink(gateway, client);
    }

    /** Until the client closes its end; then answers that are still due get a while to come. */
    void run() throws IOException, InterruptedException {
        try (gateway) {
            for (byte[] line = line(); line.length > 0; line = line()) {
                take(line);
            }
            try {
                running.awaitAdvanceInterruptibly(running.arrive(), FAREWELL.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException late) {
                LOG.warning("the client has gone, calls still run");
            }
            legacy.end();
        }
    }

    private void take(byte[] line) throws InterruptedException {
        JsonNode message;
        try {
            message = Json.parse(line);
        } catch (JsonFormatException e) {
            client.tell(Reply.errorMessage(Optional.empty(), RpcError.of(RpcError.PARSE_ERROR, "The line is no JSON")));
            return;
        }
        if (cancelled(message)) {
            return;
        }
        if (message instanceof ObjectNode request && ModernLink.carries(request)) {
            Thread call = thread(() -> callModern(request));
            modernCalls.put(request.path("id"), call);
            call.start();
        } else if (isRequest(message) && !message.path("method").stringValue("").equals("initialize")) {
            thread(() -> callLegacy(message)).start();
        } else {
            callLegacy(message);
        }
    }

    private static boolean isRequest(JsonNode message) {
        return message.isArray() || (message.has("method") && message.has("id"));
    }

    /** A stateless call is cancelled by closing its connection; a session's call by telling the gateway. */
    private boolean cancelled(JsonNode message) {
        if (!message.path("method").stringValue("").equals("notifications/cancelled")) {
            return false;
        }
        Thread call = modernCalls.remove(message.path("params").path("requestId"));
        if (call == null) {
            return false;
        }
        call.interrupt();
        return true;
    }

    /** Not started yet, but waited for at the end. */
    private Thread thread(Runnable call) {
        running.register();
        return Thread.ofVirtual().name("mcp-call").unstarted(() -> {
            try {
                call.run();
            } finally {
                running.arriveAndDeregister();
            }
        });
    }

    private void callModern(ObjectNode message) {
        JsonNode id = message.path("id");
        try {
            modern.exchange(message);
        } catch (IOException e) {
            if (modernCalls.containsKey(id)) {
                unreachable(message, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            modernCalls.remove(id, Thread.currentThread());
        }
    }

    private void callLegacy(JsonNode message) {
        try {
            legacy.exchange(message);
        } catch (IOException e) {
            unreachable(message, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void unreachable(JsonNode message, IOException reason) {
        LOG.warning(
                "the gateway cannot be reached",
                Field.of("reason", reason.getClass().getSimpleName()));
        if (message.has("method") && message.has("id")) {
            client.fail(message.path("id"), "The gateway at WATCHBILL_URL cannot be reached");
        }
    }

    /** The next line that is not blank; empty at the end. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                if (!line.toString(StandardCharsets.UTF_8).isBlank()) {
                    return line.toByteArray();
                }
                line.reset();
            } else if (line.size() < LONGEST_LINE) {
                line.write(next);
            } else {
                throw new IOException("A message is longer than " + LONGEST_LINE + " bytes");
            }
        }
        return line.toByteArray();
    }
}
