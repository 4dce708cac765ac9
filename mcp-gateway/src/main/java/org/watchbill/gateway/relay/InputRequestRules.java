package org.watchbill.gateway.relay;

import java.util.Optional;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service may ask a client only for what the client has declared on this request. */
public final class InputRequestRules {

    private static final String ELICITATION = "elicitation";

    private InputRequestRules() {}

    /** Whether it has what a client needs to come again: questions, a state, or both. */
    static boolean isQuestion(ObjectNode asked) {
        JsonNode requests = asked.path("inputRequests");
        JsonNode state = asked.path("requestState");
        return (requests.isObject() || state.isString())
                && (requests.isObject() || requests.isMissingNode())
                && (state.isString() || state.isMissingNode());
    }

    /** The error when {@code asked} goes beyond {@code capabilities}. */
    public static Optional<RpcError> unmet(ObjectNode asked, JsonNode capabilities) {
        return asked.path("inputRequests")
                .valueStream()
                .map(request -> missing(request, capabilities))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<RpcError> missing(JsonNode request, JsonNode capabilities) {
        return switch (request.path("method").stringValue("")) {
            case "elicitation/create" -> {
                String mode = request.path("params").path("mode").stringValue("form");
                yield canElicit(mode, capabilities.path(ELICITATION))
                        ? Optional.empty()
                        : Optional.of(missing(ELICITATION, mode));
            }
            case "sampling/createMessage" ->
                capabilities.has("sampling") ? Optional.empty() : Optional.of(missing("sampling"));
            case "roots/list" -> capabilities.has("roots") ? Optional.empty() : Optional.of(missing("roots"));
            default -> Optional.of(RpcError.of(RpcError.INTERNAL, "The service asked for something unknown"));
        };
    }

    /** An empty object means form mode alone. */
    private static boolean canElicit(String mode, JsonNode elicitation) {
        return elicitation.has(mode) || (mode.equals("form") && elicitation.isObject() && elicitation.isEmpty());
    }

    private static RpcError missing(String... path) {
        ObjectNode required = Json.object();
        ObjectNode at = required;
        for (String step : path) {
            at = at.putObject(step);
        }
        ObjectNode data = Json.object();
        data.set("requiredCapabilities", required);
        return RpcError.of(
                RpcError.MISSING_CLIENT_CAPABILITY, "The client did not declare " + String.join(".", path), data);
    }
}
