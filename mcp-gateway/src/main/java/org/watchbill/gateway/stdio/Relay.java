package org.watchbill.gateway.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.watchbill.gateway.rpc.EventReader;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Passes on to the client what the gateway answers to one request. */
final class Relay {

    static final int LARGEST = 16 * 1024 * 1024;

    /**
     * How far an answer came.
     *
     * @param answered whether the request has its result or error
     * @param lastEventId where to go on, empty when nothing can be resumed
     */
    record Progress(boolean answered, String lastEventId) {}

    private final LocalClient client;
    private final JsonNode requestId;

    Relay(LocalClient client, JsonNode requestId) {
        this.client = client;
        this.requestId = requestId;
    }

    Progress pass(GatewayConnection.Answer answer) throws IOException {
        return answer.isStream() ? passEvents(answer.content()) : passOne(answer);
    }

    private Progress passOne(GatewayConnection.Answer answer) throws IOException {
        byte[] body = answer.content().readNBytes(LARGEST);
        JsonNode message = parsed(body);
        if (message instanceof ObjectNode one && one.has("jsonrpc")) {
            if (one.has("error") && !one.has("id") && !requestId.isMissingNode()) {
                one.set("id", requestId);
            }
            client.tell(one);
        } else if (message.isArray()) {
            client.tell(message);
        } else if (!answer.succeeded()) {
            client.fail(requestId, refusal(answer.status(), message));
        } else if (body.length > 0) {
            client.fail(requestId, "The gateway answered with something that is no MCP message");
        }
        return new Progress(true, "");
    }

    private Progress passEvents(InputStream content) {
        EventReader events = new EventReader(content, LARGEST);
        boolean answered = false;
        String lastEventId = "";
        try {
            for (Optional<EventReader.Event> event = events.next(); event.isPresent(); event = events.next()) {
                lastEventId = event.get().id();
                if (!event.get().data().isEmpty()) {
                    JsonNode message = Json.parse(event.get().data().getBytes(StandardCharsets.UTF_8));
                    answered |= !message.has("method") && requestId.equals(message.path("id"));
                    client.tell(message);
                }
            }
        } catch (IOException | JsonFormatException e) {
            return new Progress(answered, lastEventId);
        }
        return new Progress(answered, lastEventId);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonFormatException e) {
            return Json.object();
        }
    }

    /** In words for a person; the gateway's problem documents hold nothing secret. */
    private static String refusal(int status, JsonNode problem) {
        String detail = problem.path("detail").stringValue("");
        String said = detail.isEmpty() ? "" : ": " + detail;
        return switch (status) {
            case 401 -> "The gateway does not accept the token in WATCHBILL_TOKEN" + said;
            case 403 -> "The token in WATCHBILL_TOKEN lacks a right that this needs" + said;
            case 404, 405 -> "There is no MCP endpoint at WATCHBILL_URL" + said;
            default -> "The gateway refused the message with status " + status + said;
        };
    }
}
