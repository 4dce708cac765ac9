package org.watchbill.gateway.relay;

import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Method;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.catalogue.Offer;
import org.watchbill.gateway.upstream.UpstreamAnswer;
import tools.jackson.databind.JsonNode;

/** {@code prompts/get}: forwards to the service that has the prompt. */
public final class GetPromptMethod implements Method {

    private final Catalogue catalogue;

    public GetPromptMethod(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Outcome answer(Call call) throws InterruptedException {
        JsonNode name = call.params().path("name");
        JsonNode arguments = call.params().path("arguments");
        if (!name.isString() || !(arguments.isObject() || arguments.isMissingNode())) {
            return Relay.invalid("name must be a text and arguments an object");
        }
        return switch (catalogue.find(Kind.PROMPTS, call.caller().internalToken(), name.stringValue())) {
            case Catalogue.Lookup.Found(Offer prompt) -> forward(call, prompt);
            case Catalogue.Lookup.Unknown unknown -> Relay.invalid("Unknown prompt: " + name.stringValue());
            case Catalogue.Lookup.Undecided undecided -> Unavailable.of(Kind.PROMPTS);
        };
    }

    private static Outcome forward(Call call, Offer prompt) throws InterruptedException {
        return switch (Relay.ask(call, prompt, Optional.of("name"))) {
            case UpstreamAnswer.Result answer ->
                Relay.outcome(answer.result(), call, body -> Relay.withList(body, "messages"));
            case UpstreamAnswer.Failed answer -> Relay.failed(answer.error(), prompt);
            case UpstreamAnswer.Lost lost -> Unavailable.of(Kind.PROMPTS);
        };
    }
}
