package org.watchbill.kit.mcp.tool;

import org.watchbill.kit.mcp.wire.RpcException;
import tools.jackson.databind.JsonNode;

/** What a person said to the question for confirmation; without a sealed state nothing was asked, so nothing was said. */
enum ConfirmationAnswer {
    YES,
    NO,
    NONE;

    /** Throws {@link RpcException} when the answer is no result of an elicitation. */
    static ConfirmationAnswer of(ToolCall call) {
        JsonNode answer = call.answers().path(ToolResults.CONFIRM);
        if (call.requestState().isEmpty() || answer.isMissingNode()) {
            return NONE;
        }
        return switch (answer.path("action").stringValue("")) {
            case "accept" -> answer.path("content").path(ToolResults.CONFIRM).booleanValue(false) ? YES : NO;
            case "decline", "cancel" -> NO;
            default -> throw RpcException.invalidParams("The input response names no action");
        };
    }
}
