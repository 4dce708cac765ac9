package org.watchbill.gateway.elicitation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the questions of a service to the person behind a session, as {@code elicitation/create} requests on the stream
 * of the call, and waits. No answer in time, an error or a client that has gone all count as a cancel.
 */
public final class AskPeople {

    /** How often the clock is looked at while nobody answers. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    private static final Set<String> ACTIONS = Set.of("accept", "decline", "cancel");

    private final Elicitations elicitations;
    private final Duration patience;
    private final InstantSource time;

    public AskPeople(Elicitations elicitations, Duration patience, InstantSource time) {
        this.elicitations = elicitations;
        this.patience = patience;
        this.time = time;
    }

    /** The {@code inputResponses} to {@code inputRequests}, under the same keys. */
    public ObjectNode ask(Notices client, String sessionId, JsonNode inputRequests) {
        Map<String, Elicitations.Question> questions = new LinkedHashMap<>();
        ObjectNode responses = Json.object();
        Instant end = time.instant().plus(patience);
        try {
            for (Map.Entry<String, JsonNode> request : inputRequests.properties()) {
                Elicitations.Question question = elicitations.open(sessionId);
                questions.put(request.getKey(), question);
                client.send(message(question, request.getValue()));
            }
            for (Map.Entry<String, Elicitations.Question> question : questions.entrySet()) {
                responses.set(question.getKey(), await(question.getValue(), end));
            }
        } catch (InterruptedException over) {
            // The client has gone or the server stops; the service still learns that nobody said yes.
            inputRequests.propertyNames().forEach(key -> responses.putIfAbsent(key, cancelled()));
        } finally {
            questions.values().forEach(elicitations::close);
        }
        return responses;
    }

    private static ObjectNode message(Elicitations.Question question, JsonNode request) {
        ObjectNode message = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", question.id())
                .put("method", request.path("method").stringValue(""));
        ObjectNode params = request.path("params") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        if ("url".equals(params.path("mode").stringValue(""))) {
            params.put("elicitationId", question.id());
        }
        message.set("params", params);
        return message;
    }

    private ObjectNode await(Elicitations.Question question, Instant end) throws InterruptedException {
        while (time.instant().isBefore(end)) {
            RpcMessage.@Nullable Response response = question.answer().poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            if (response != null) {
                return result(response);
            }
        }
        return cancelled();
    }

    private static ObjectNode result(RpcMessage.Response response) {
        String action = response.result().path("action").stringValue("");
        if (response.failed() || !ACTIONS.contains(action)) {
            return cancelled();
        }
        ObjectNode result = Json.object().put("action", action);
        JsonNode content = response.result().path("content");
        if (action.equals("accept") && content.isObject()) {
            result.set("content", content);
        }
        return result;
    }

    private static ObjectNode cancelled() {
        return Json.object().put("action", "cancel");
    }
}
