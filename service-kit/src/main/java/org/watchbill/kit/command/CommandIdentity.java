package org.watchbill.kit.command;

import java.util.UUID;
import org.watchbill.kit.json.CanonicalJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes two calls the same: who asks for what.
 *
 * @param argumentsDigest of the arguments without the idempotency key, which only names the call
 */
record CommandIdentity(UUID organisationId, String principal, String operation, String argumentsDigest) {

    private static final String KEY_MEMBER = "idempotency_key";

    static CommandIdentity of(Command command) {
        return new CommandIdentity(
                command.caller().organisation().id(),
                command.caller().subject(),
                command.operation(),
                CanonicalJson.digest(withoutKey(command.arguments())));
    }

    private static JsonNode withoutKey(JsonNode arguments) {
        if (arguments instanceof ObjectNode object && object.has(KEY_MEMBER)) {
            ObjectNode rest = object.deepCopy();
            rest.remove(KEY_MEMBER);
            return rest;
        }
        return arguments;
    }
}
