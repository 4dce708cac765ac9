package org.watchbill.gateway.elicitation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the questions of a service to the client of a session, as requests on the stream of the call, and waits. For a
 * person who is asked, no answer in time, an error and a call that is given up all count as a cancel.
 */
public final class AskClient {

    /** How often the clock is looked at while nobody answers. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private static final String ELICITATION = "elicitation/create";
    private static final Set<String> ACTIONS = Set.of("accept", "decline", "cancel");

    private final Questions questions;
    private final Duration patience;
    private final InstantSource time;

    public AskClient(Questions questions, Duration patience, InstantSource time) {
        this.questions = questions;
        this.patience = patience;
        this.time = time;
    }

    /**
     * The {@code inputResponses} to {@code inputRequests}, under the same keys; none for a request other than an
     * elicitation that the client did not answer.
     */
    public ObjectNode ask(Notices client, OpenSession session, JsonNode inputRequests) {
        Map<String, Questions.Question> asked = new LinkedHashMap<>();
        ObjectNode responses = Json.object();
        Instant end = time.instant().plus(patience);
        try {
            for (Map.Entry<String, JsonNode> request : inputRequests.properties()) {
                Questions.Question question = questions.open(session);
                asked.put(request.getKey(), question);
                client.send(message(question, request.getValue()));
            }
            for (Map.Entry<String, Questions.Question> question : asked.entrySet()) {
                JsonNode request = inputRequests.path(question.getKey());
                response(request, await(question.getValue(), end, client))
                        .ifPresent(response -> responses.set(question.getKey(), response));
            }
        } catch (InterruptedException over) {
            // Given up or stopped; the service still learns that nobody said yes.
            inputRequests.properties().stream()
                    .filter(request -> isElicitation(request.getValue()))
                    .forEach(request -> responses.putIfAbsent(request.getKey(), cancelled()));
        } finally {
            asked.values().forEach(questions::close);
        }
        return responses;
    }

    /** The answer of a person who was not asked. */
    public static ObjectNode cancelled() {
        return Json.object().put("action", "cancel");
    }

    private static ObjectNode message(Questions.Question question, JsonNode request) {
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

    /** A question that nobody answers is taken back, so that the client can close its dialog. */
    private Optional<Questions.Answer> await(Questions.Question question, Instant end, Notices client)
            throws InterruptedException {
        while (time.instant().isBefore(end)) {
            Optional<Questions.Answer> answer = questions.await(question, GLANCE);
            if (answer.isPresent()) {
                return answer;
            }
        }
        if (!questions.close(question)) {
            return questions.await(question, GLANCE);
        }
        ObjectNode withdrawn = Json.object().put("jsonrpc", "2.0").put("method", "notifications/cancelled");
        withdrawn.putObject("params").put("requestId", question.id()).put("reason", "No answer in time");
        client.send(withdrawn);
        return Optional.empty();
    }

    private static Optional<JsonNode> response(JsonNode request, Optional<Questions.Answer> answer) {
        if (isElicitation(request)) {
            return Optional.of(answer.map(AskClient::elicited).orElseGet(AskClient::cancelled));
        }
        return answer.filter(given -> !given.failed()).map(Questions.Answer::result);
    }

    private static boolean isElicitation(JsonNode request) {
        return request.path("method").stringValue("").equals(ELICITATION);
    }

    private static ObjectNode elicited(Questions.Answer answer) {
        String action = answer.result().path("action").stringValue("");
        if (answer.failed() || !ACTIONS.contains(action)) {
            return cancelled();
        }
        ObjectNode result = Json.object().put("action", action);
        JsonNode content = answer.result().path("content");
        if (action.equals("accept") && content.isObject()) {
            result.set("content", content);
        }
        return result;
    }
}
