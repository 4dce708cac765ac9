package org.watchbill.kit.testing;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** The answer to one MCP request. */
@SuppressWarnings("ArrayRecordComponent")
public record McpReply(int status, HttpHeaders headers, byte[] bytes) {

    public JsonNode body() {
        return Json.parse(bytes);
    }

    public JsonNode result() {
        return body().path("result");
    }

    /** The JSON-RPC error code; 0 when the answer is a result. */
    public int errorCode() {
        return body().path("error").path("code").intValue(0);
    }

    public boolean isAsking() {
        return result().path("resultType").stringValue("").equals("input_required");
    }

    public String requestState() {
        return result().path("requestState").stringValue("");
    }

    /** The question for confirmation. */
    public String question() {
        return result().at("/inputRequests/confirm/params/message").stringValue("");
    }

    /** The structured content of a successful call. */
    public JsonNode value() {
        return result().path("structuredContent");
    }

    /** The refusal of a tool: code, message, retryable and what else it carries; missing when the call succeeded. */
    public JsonNode refusal() {
        if (!result().path("isError").booleanValue(false)) {
            return Json.object().path("error");
        }
        return Json.parse(result().at("/content/0/text").stringValue("").getBytes(StandardCharsets.UTF_8))
                .path("error");
    }

    /** The code of the refusal, empty when the call succeeded. */
    public String refusalCode() {
        return refusal().path("code").stringValue("");
    }
}
