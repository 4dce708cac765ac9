package org.watchbill.gateway.legacy;

import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Methods;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.credential.Challenge;
import org.watchbill.gateway.elicitation.AskPeople;
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

    /** Runs the call to its end, asking the person as often as the service wants to. */
    Reply.Message of(JsonNode id, String sessionId, Call call) throws InterruptedException {
        Outcome outcome = methods.answer(call);
        int rounds = 0;
        while (outcome instanceof Outcome.InputRequired(ObjectNode asked) && rounds < MOST_ROUNDS) {
            ObjectNode responses = people.ask(call.notices(), sessionId, asked.path("inputRequests"));
            outcome = methods.answer(call.answering(responses, asked.path("requestState")));
            rounds++;
        }
        return reply(id, outcome, rounds > 0);
    }

    private Reply.Message reply(JsonNode id, Outcome outcome, boolean streaming) {
        return switch (outcome) {
            case Outcome.Result result -> Reply.result(id, LegacyProjection.of(result));
            case Outcome.Failed failed -> Reply.error(200, id, LegacyProjection.of(failed.error()));
            case Outcome.ScopeNeeded needed ->
                streaming ? Reply.result(id, needed.body()) : challenge.reply(id, needed.scope());
            case Outcome.InputRequired asked ->
                Reply.error(200, id, RpcError.of(RpcError.INTERNAL, "The service asks without end"));
        };
    }
}
