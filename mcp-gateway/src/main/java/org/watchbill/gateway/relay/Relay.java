package org.watchbill.gateway.relay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.watchbill.gateway.call.Call;
import org.watchbill.gateway.call.Outcome;
import org.watchbill.gateway.catalogue.Offer;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.PublicPart;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.upstream.UpstreamAnswer;
import org.watchbill.gateway.upstream.UpstreamRequest;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Hands a call on to the service that owns what it is about, and reads what comes back. */
final class Relay {

    private static final EventLog LOG = EventLog.named(Relay.class.getName());
    private static final int LONGEST_MESSAGE = 1000;

    private Relay() {}

    /**
     * Asks the owner of {@code offer}, under the key by which the owner knows it.
     *
     * @param member the member of params that names the offer, repeated in the header; none when nothing does
     */
    static UpstreamAnswer ask(Call call, Offer offer, Optional<String> member) throws InterruptedException {
        ObjectNode params = ForwardedParams.of(call);
        member.filter(key -> key.equals("name")).ifPresent(key -> params.put(key, offer.ownKey()));
        return ask(call, offer, params, member.map(key -> params.path(key).stringValue("")));
    }

    static UpstreamAnswer ask(Call call, Offer offer, ObjectNode params, Optional<String> header)
            throws InterruptedException {
        UpstreamRequest request = new UpstreamRequest(
                call.method(),
                header,
                paramHeaders(call, offer),
                params,
                call.caller().internalToken(),
                offer.readOnly());
        return offer.upstream().ask(request, RelatedNotices.of(call));
    }

    private static Map<String, String> paramHeaders(Call call, Offer offer) {
        Map<String, String> headers = new HashMap<>();
        JsonNode arguments = call.params().path("arguments");
        offer.paramHeaders()
                .forEach(param -> param.text(arguments).ifPresent(text -> headers.put(param.header(), text)));
        return headers;
    }

    /** What a result means; {@code complete} makes of a complete one, without what only services see, the outcome. */
    static Outcome outcome(ObjectNode result, Call call, Function<ObjectNode, Outcome> complete) {
        ObjectNode body = PublicPart.of(result);
        body.remove("resultType");
        return switch (result.path("resultType").stringValue("complete")) {
            case "complete" -> complete.apply(body);
            case "input_required" ->
                !InputRequestRules.isQuestion(body)
                        ? unknownAnswer()
                        : InputRequestRules.unmet(body, call.client().clientCapabilities())
                                .<Outcome>map(Outcome.Failed::new)
                                .orElseGet(() -> new Outcome.InputRequired(body));
            default -> unknownAnswer();
        };
    }

    /** A complete result must have {@code member} as a list. */
    static Outcome withList(ObjectNode body, String member) {
        body.remove("ttlMs");
        body.remove("cacheScope");
        return body.path(member).isArray() ? new Outcome.Result(body) : unknownAnswer();
    }

    static Outcome unknownAnswer() {
        return new Outcome.Failed(RpcError.of(RpcError.INTERNAL, "The service answered in an unknown way"));
    }

    /** Only what is the client's own fault is passed on; codes that speak of the gateway's request are not. */
    static Outcome failed(RpcError error, Offer offer) {
        JsonNode scope = error.data()
                .map(data -> data.path(McpKeys.REQUIRED_SCOPE))
                .filter(JsonNode::isString)
                .orElse(Json.object().path(McpKeys.REQUIRED_SCOPE));
        if (scope.isString() && !offer.upstream().foreign()) {
            return new Outcome.ScopeNeeded(scope.stringValue(), Json.object());
        }
        if (isTheClients(error)) {
            return new Outcome.Failed(shown(error));
        }
        LOG.warning(
                "upstream fails a call",
                Field.of("upstream", offer.upstream().name()),
                Field.of(offer.kind().label().replace(' ', '_'), offer.key()),
                Field.of("code", error.code()));
        return new Outcome.Failed(RpcError.of(
                RpcError.INTERNAL, "The service behind this " + offer.kind().label() + " failed"));
    }

    private static boolean isTheClients(RpcError error) {
        return switch (error.code()) {
            case RpcError.INVALID_PARAMS, RpcError.REFUSED -> true;
            case RpcError.MISSING_CLIENT_CAPABILITY ->
                error.data()
                        .filter(data -> data.path("requiredCapabilities").isObject())
                        .isPresent();
            default -> false;
        };
    }

    static Outcome invalid(String message) {
        return new Outcome.Failed(RpcError.of(RpcError.INVALID_PARAMS, shortened(message)));
    }

    private static RpcError shown(RpcError error) {
        Optional<JsonNode> data = error.data().filter(JsonNode::isObject).map(given -> {
            ObjectNode visible = ((ObjectNode) given).deepCopy();
            visible.propertyNames().stream()
                    .filter(name -> name.startsWith(McpKeys.INTERNAL))
                    .toList()
                    .forEach(visible::remove);
            return visible;
        });
        return new RpcError(error.code(), shortened(error.message()), data);
    }

    private static String shortened(String message) {
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }
}
