package org.watchbill.gateway.relay;

import java.util.Optional;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Method;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.catalogue.Catalogue;
import org.watchbill.gateway.catalogue.Kind;
import org.watchbill.gateway.catalogue.Offer;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.upstream.UpstreamAnswer;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** {@code resources/read}: forwards to the service that lists the URI or has a template that fits it. */
public final class ReadResourceMethod implements Method {

    private static final int LONGEST_URI = 2048;

    private final Catalogue catalogue;

    public ReadResourceMethod(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Outcome answer(Call call) throws InterruptedException {
        JsonNode uri = call.params().path("uri");
        if (!uri.isString()) {
            return Relay.invalid("uri must be a text");
        }
        String text = uri.stringValue();
        if (text.length() > LONGEST_URI) {
            return Relay.invalid("uri is longer than " + LONGEST_URI + " characters");
        }
        return switch (catalogue.findResource(call.caller().internalToken(), text)) {
            case Catalogue.Lookup.Found(Offer owner) -> forward(call, owner);
            case Catalogue.Lookup.Unknown unknown ->
                new Outcome.Failed(RpcError.of(
                        RpcError.INVALID_PARAMS,
                        "Resource not found",
                        Json.object().put("uri", text)));
            case Catalogue.Lookup.Undecided undecided -> Unavailable.of(Kind.RESOURCES);
        };
    }

    private static Outcome forward(Call call, Offer owner) throws InterruptedException {
        return switch (Relay.ask(call, owner, Optional.of("uri"))) {
            case UpstreamAnswer.Result answer ->
                Relay.outcome(answer.result(), call, body -> Relay.withList(body, "contents"));
            case UpstreamAnswer.Failed answer -> Relay.failed(answer.error(), owner);
            case UpstreamAnswer.Lost lost -> Unavailable.of(Kind.RESOURCES);
        };
    }
}
