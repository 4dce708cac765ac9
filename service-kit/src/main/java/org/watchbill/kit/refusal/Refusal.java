package org.watchbill.kit.refusal;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Why a call did nothing; every part may be shown to the caller.
 *
 * @param field the argument that is at fault
 * @param current the present state, when the caller's picture of it was stale
 */
public record Refusal(ErrorCode code, String message, Optional<String> field, Optional<JsonNode> current) {

    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, Optional.empty(), Optional.empty());
    }

    public static Refusal invalid(String field, String message) {
        return new Refusal(ErrorCode.INVALID_ARGUMENT, message, Optional.of(field), Optional.empty());
    }

    public static Refusal stale(String message, JsonNode current) {
        return new Refusal(ErrorCode.VERSION_CONFLICT, message, Optional.empty(), Optional.of(current));
    }
}
