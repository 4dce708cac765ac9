package org.watchbill.gateway.stdio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries messages of the handshake revisions and keeps the session: its id and revision, the stream for what the gateway
 * says unasked, a broken stream taken up where it ended, a new session when the old one is gone.
 */
final class LegacyLink {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final int NOT_FOUND = 404;
    /** From here on it may be different in a while. */
    private static final int UNAVAILABLE = 500;

    private static final int MOST_RESUMPTIONS = 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private record Session(String id, String revision) {

        Map<String, String> headers() {
            return Map.of(McpHeaders.SESSION_ID, id, McpHeaders.PROTOCOL_VERSION, revision);
        }
    }

    private final GatewayConnection gateway;
    private final LocalClient client;
    private volatile @Nullable ObjectNode handshake;
    private volatile @Nullable Session session;
    private volatile @Nullable Thread listener;

    LegacyLink(GatewayConnection gateway, LocalClient client) {
        this.gateway = gateway;
        this.client = client;
    }

    /** Sends one message, or a batch, and passes on what comes back. */
    void exchange(JsonNode message) throws IOException, InterruptedException {
        String method = message.path("method").stringValue("");
        if (method.equals("initialize") && message instanceof ObjectNode request) {
            handshake = request;
            stopListening();
            begin(request, true);
            return;
        }
        Session used = session;
        if (!deliver(message, used) && renewed(used)) {
            deliver(message, session);
        }
        if (method.equals("notifications/initialized")) {
            startListening();
        }
    }

    /** False when the session is gone and the message was not taken. */
    private boolean deliver(JsonNode message, @Nullable Session used) throws IOException, InterruptedException {
        Map<String, String> headers = used == null ? Map.of() : used.headers();
        try (GatewayConnection.Answer answer = gateway.post(headers, Json.bytes(message))) {
            if (answer.status() == NOT_FOUND && used != null && used.equals(session)) {
                return false;
            }
            if (!isNotification(message)) {
                passOn(message, answer, headers);
            }
            return true;
        }
    }

    private static boolean isNotification(JsonNode message) {
        return message.has("method") && !message.has("id");
    }

    private void passOn(JsonNode message, GatewayConnection.Answer answer, Map<String, String> headers)
            throws IOException, InterruptedException {
        JsonNode id = message.path("id");
        Relay relay = new Relay(client, id);
        Relay.Progress progress = relay.pass(answer);
        if (message.has("method") && !progress.answered() && !resumed(relay, progress, headers)) {
            client.fail(id, "The connection to the gateway broke before the answer came");
        }
    }

    /** Takes up a stream that ended before its answer; true when the answer came. */
    private boolean resumed(Relay relay, Relay.Progress broken, Map<String, String> headers)
            throws InterruptedException {
        Relay.Progress progress = broken;
        for (int attempt = 0;
                attempt < MOST_RESUMPTIONS && !progress.lastEventId().isEmpty();
                attempt++) {
            Thread.sleep(PAUSE);
            Map<String, String> resuming = new HashMap<>(headers);
            resuming.put(LAST_EVENT_ID, progress.lastEventId());
            try (GatewayConnection.Answer answer = gateway.get(resuming)) {
                if (!answer.isStream()) {
                    return false;
                }
                Relay.Progress further = relay.pass(answer);
                progress = further.lastEventId().isEmpty()
                        ? new Relay.Progress(further.answered(), progress.lastEventId())
                        : further;
            } catch (IOException unreachable) {
                continue;
            }
            if (progress.answered()) {
                return true;
            }
        }
        return false;
    }

    /** Shakes hands; the answer is passed on unless the client has had one already. */
    private void begin(ObjectNode request, boolean passOn) throws IOException, InterruptedException {
        try (GatewayConnection.Answer answer = gateway.post(Map.of(), Json.bytes(request))) {
            byte[] body = answer.content().readNBytes(Relay.LARGEST);
            JsonNode reply = parsed(body);
            answer.header(McpHeaders.SESSION_ID)
                    .ifPresent(id -> session =
                            new Session(id, reply.at("/result/protocolVersion").stringValue("")));
            if (passOn) {
                GatewayConnection.Answer whole =
                        new GatewayConnection.Answer(answer.status(), answer.headers(), new ByteArrayInputStream(body));
                new Relay(client, request.path("id")).pass(whole);
            }
        }
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonFormatException e) {
            return Json.object();
        }
    }

    /** Begins a new session in place of {@code gone}, once however many messages find it gone. */
    private synchronized boolean renewed(@Nullable Session gone) throws IOException, InterruptedException {
        ObjectNode request = handshake;
        if (request == null || gone == null) {
            return false;
        }
        if (gone.equals(session)) {
            begin(request, false);
            Session begun = session;
            if (begun == null || begun.equals(gone)) {
                return false;
            }
            deliver(Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized"), begun);
            startListening();
        }
        return true;
    }

    /** Holds the stream on which the gateway speaks unasked for as long as there is one. */
    private void listen() {
        String lastEventId = "";
        try {
            while (!Thread.interrupted()) {
                Session current = session;
                if (current == null) {
                    return;
                }
                Map<String, String> headers = new HashMap<>(current.headers());
                if (!lastEventId.isEmpty()) {
                    headers.put(LAST_EVENT_ID, lastEventId);
                }
                try (GatewayConnection.Answer answer = gateway.get(headers)) {
                    if (answer.status() == NOT_FOUND) {
                        renewed(current);
                        return;
                    }
                    if (answer.isStream()) {
                        lastEventId =
                                new Relay(client, Json.object()).pass(answer).lastEventId();
                    } else if (answer.status() < UNAVAILABLE) {
                        return;
                    }
                } catch (IOException unreachable) {
                    lastEventId = "";
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startListening() {
        stopListening();
        listener = Thread.ofVirtual().name("mcp-listener").start(this::listen);
    }

    private synchronized void stopListening() {
        Thread listening = listener;
        if (listening != null) {
            listening.interrupt();
            listener = null;
        }
    }

    /** Ends the session at the gateway. */
    void end() throws IOException, InterruptedException {
        stopListening();
        Session open = session;
        if (open != null) {
            session = null;
            gateway.delete(open.headers()).close();
        }
    }
}
