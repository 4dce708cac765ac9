package org.watchbill.gateway.legacy;

import java.util.Map;
import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Methods;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.elicitation.AskClient;
import org.watchbill.gateway.legacy.projection.Projection;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns outcomes into replies. A service that asks back is bridged: the client is asked on the stream of the call. */
public final class LegacyAnswers {

    private static final int MOST_ROUNDS = 10;

    private final Methods methods;
    private final AskClient client;

    public LegacyAnswers(Methods methods, AskClient client) {
        this.methods = methods;
        this.client = client;
    }

    /**
     * Runs the call to its end, asking the client as often as the service wants to; {@code challenge} asks for scope that the
     * caller lacks.
     */
    Reply.Message of(JsonNode id, OpenSession session, Call call, Challenge challenge) throws InterruptedException {
        Projection projection = Projection.to(session.revision());
        Outcome outcome = methods.answer(call);
        int rounds = 0;
        while (outcome instanceof Outcome.InputRequired(ObjectNode asked) && rounds < MOST_ROUNDS) {
            JsonNode questions = asked.path("inputRequests");
            ObjectNode responses = ask(call, session, projection, questions);
            if (responses.size() < questions.size()) {
                return Reply.error(
                        200, id, RpcError.of(RpcError.INTERNAL, "The client did not answer what the service asked"));
            }
            outcome = methods.answer(call.answering(responses, asked.path("requestState")));
            rounds++;
        }
        if (outcome instanceof Outcome.ScopeNeeded needed
                && (rounds == 0 || needed.body().isEmpty())) {
            return challenge.reply(id, needed.scope());
        }
        return reply(id, call.method(), outcome, projection);
    }

    /** A form that the revision has no words for is not asked, which counts as a cancel. */
    private ObjectNode ask(Call call, OpenSession session, Projection projection, JsonNode questions) {
        ObjectNode askable = Json.object();
        ObjectNode unasked = Json.object();
        for (Map.Entry<String, JsonNode> question : questions.properties()) {
            String method = question.getValue().path("method").stringValue("");
            ObjectNode params = question.getValue().path("params") instanceof ObjectNode given ? given : Json.object();
            projection
                    .question(method, params)
                    .ifPresentOrElse(
                            words -> askable.putObject(question.getKey())
                                    .put("method", method)
                                    .set("params", words),
                            () -> unasked.set(question.getKey(), AskClient.cancelled()));
        }
        ObjectNode responses = client.ask(call.notices(), session, askable);
        responses.setAll(unasked);
        return responses;
    }

    private Reply.Message reply(JsonNode id, String method, Outcome outcome, Projection projection) {
        return switch (outcome) {
            case Outcome.Result(ObjectNode body) -> result(id, method, body, projection);
            case Outcome.Failed(RpcError error) -> Reply.error(200, id, projection.error(method, error));
            case Outcome.ScopeNeeded needed -> result(id, method, needed.body(), projection);
            case Outcome.InputRequired asked ->
                Reply.error(200, id, RpcError.of(RpcError.INTERNAL, "The service asks without end"));
            case Outcome.TaskCreated created ->
                Reply.error(
                        200, id, RpcError.of(RpcError.INTERNAL, "The service answered with a task nobody asked for"));
        };
    }

    private static Reply.Message result(JsonNode id, String method, ObjectNode body, Projection projection) {
        Optional<RpcError> fault = projection.inputFault(method, body);
        return fault.isPresent()
                ? Reply.error(200, id, fault.get())
                : Reply.result(id, projection.result(method, body));
    }
}
