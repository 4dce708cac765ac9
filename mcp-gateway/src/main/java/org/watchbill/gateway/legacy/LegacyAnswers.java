package org.watchbill.gateway.legacy;

import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Methods;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.elicitation.AskPeople;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns outcomes into replies. A service that asks back is bridged: the person is asked on the stream of the call. */
public final class LegacyAnswers {

    private static final int MOST_ROUNDS = 10;

    private final Methods methods;
    private final AskPeople people;
    private final Challenge challenge;

    public LegacyAnswers(Methods methods, AskPeople people, Challenge challenge) {
        this.methods = methods;
        this.people = people;
        this.challenge = challenge;
    }

    Reply of(JsonNode id, String sessionId, Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Result result -> Reply.result(id, LegacyProjection.of(result));
            case Outcome.Failed failed -> Reply.error(200, id, LegacyProjection.of(failed.error()));
            case Outcome.ScopeNeeded needed -> challenge.reply(id, needed.scope());
            case Outcome.InputRequired asked ->
                new Reply.Stream(events -> events.message(ended(id, converse(events, sessionId, call, asked))));
        };
    }

    private Outcome converse(EventStream events, String sessionId, Call call, Outcome.InputRequired first) {
        Outcome outcome = first;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (!(outcome instanceof Outcome.InputRequired(ObjectNode asked))) {
                return outcome;
            }
            ObjectNode responses = people.ask(events, sessionId, asked.path("inputRequests"));
            outcome = methods.answer(call.answering(responses, asked.path("requestState")));
        }
        return outcome;
    }

    private static ObjectNode ended(JsonNode id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Result result -> Reply.resultMessage(id, LegacyProjection.of(result));
            case Outcome.Failed failed -> Reply.errorMessage(Optional.of(id), LegacyProjection.of(failed.error()));
            case Outcome.ScopeNeeded needed -> Reply.resultMessage(id, needed.body());
            case Outcome.InputRequired asked ->
                Reply.errorMessage(Optional.of(id), RpcError.of(RpcError.INTERNAL, "The service asks without end"));
        };
    }
}
