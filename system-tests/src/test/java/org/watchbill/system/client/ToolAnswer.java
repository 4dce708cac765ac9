package org.watchbill.system.client;

import java.nio.charset.StandardCharsets;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** What a tool call came to: the HTTP answer, and the JSON-RPC message in it. */
public record ToolAnswer(Reply reply, JsonNode message) {

    public int status() {
        return reply.status();
    }

    public JsonNode result() {
        return message.path("result");
    }

    public boolean isError() {
        return result().path("isError").asBoolean(false);
    }

    /** The structured content of a success; an error that shows the answer when it was none. */
    public JsonNode content() {
        if (status() != 200 || isError() || !result().has("structuredContent")) {
            throw new AssertionError("No success: " + status() + " " + message);
        }
        return result().path("structuredContent");
    }

    /** The {@code error} of a refusal, or a missing node. */
    public JsonNode refusal() {
        String text = result().path("content").path(0).path("text").asString("{}");
        return Json.parse(text.getBytes(StandardCharsets.UTF_8)).path("error");
    }

    public String errorCode() {
        return refusal().path("code").asString("");
    }
}
