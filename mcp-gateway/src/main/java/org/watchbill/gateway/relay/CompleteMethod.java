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
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code completion/complete}: asks the service that has the prompt or resource template for suggestions. */
public final class CompleteMethod implements Method {

    private static final int MOST_VALUES = 100;

    private final Catalogue catalogue;

    public CompleteMethod(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Outcome answer(Call call) throws InterruptedException {
        JsonNode argument = call.params().path("argument");
        if (!argument.path("name").isString() || !argument.path("value").isString()) {
            return Relay.invalid("argument must have a name and a value, both texts");
        }
        JsonNode context = call.params().path("context");
        if (!context.isMissingNode() && !context.isObject()) {
            return Relay.invalid("context must be an object");
        }
        JsonNode ref = call.params().path("ref");
        return switch (ref.path("type").stringValue("")) {
            case "ref/prompt" -> complete(call, ref.path("name").stringValue(""), Kind.PROMPTS);
            case "ref/resource" -> complete(call, ref.path("uri").stringValue(""), Kind.TEMPLATES);
            default -> Relay.invalid("ref.type must be ref/prompt or ref/resource");
        };
    }

    private Outcome complete(Call call, String key, Kind kind) throws InterruptedException {
        return switch (find(call.caller().internalToken(), key, kind)) {
            case Catalogue.Lookup.Found(Offer offer) -> forward(call, offer);
            case Catalogue.Lookup.Unknown unknown -> Relay.invalid("Unknown " + kind.label() + ": " + key);
            case Catalogue.Lookup.Undecided undecided -> Unavailable.of(kind);
        };
    }

    private Catalogue.Lookup find(Secret token, String key, Kind kind) throws InterruptedException {
        Catalogue.Lookup found = catalogue.find(kind, token, key);
        return kind == Kind.TEMPLATES && !(found instanceof Catalogue.Lookup.Found)
                ? catalogue.findResource(token, key)
                : found;
    }

    private static Outcome forward(Call call, Offer offer) throws InterruptedException {
        ObjectNode params = ForwardedParams.of(call);
        if (offer.kind() == Kind.PROMPTS) {
            params.set("ref", ((ObjectNode) params.path("ref")).deepCopy().put("name", offer.ownKey()));
        }
        return switch (Relay.ask(call, offer, params, Optional.empty())) {
            case UpstreamAnswer.Result answer -> suggested(answer.result());
            case UpstreamAnswer.Failed(RpcError error) ->
                error.code() == RpcError.METHOD_NOT_FOUND ? suggested(Json.object()) : Relay.failed(error, offer);
            case UpstreamAnswer.Lost lost -> Unavailable.of(offer.kind());
        };
    }

    /** At most as many values as the protocol allows; a service without suggestions has none. */
    private static Outcome suggested(ObjectNode result) {
        JsonNode given = result.path("completion");
        ObjectNode body = Json.object();
        ObjectNode completion = body.putObject("completion");
        ArrayNode values = completion.putArray("values");
        given.path("values")
                .valueStream()
                .filter(JsonNode::isString)
                .limit(MOST_VALUES)
                .forEach(values::add);
        if (given.path("total").isIntegralNumber()) {
            completion.set("total", given.get("total"));
        }
        boolean more = given.path("values").size() > MOST_VALUES;
        if (more || given.path("hasMore").isBoolean()) {
            completion.put("hasMore", more || given.path("hasMore").booleanValue(false));
        }
        return new Outcome.Result(body);
    }
}
