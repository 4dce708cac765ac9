package org.watchbill.gateway.testing;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** One HTTP answer. */
public record WireReply(int status, HttpHeaders headers, String body) {

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public JsonNode json() {
        return Json.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    public JsonNode result() {
        return json().path("result");
    }

    /** The JSON-RPC error code; 0 when there is none. */
    public int errorCode() {
        return json().path("error").path("code").intValue(0);
    }

    /** The error that a tool answered as its text; missing for a success. */
    public JsonNode refusal() {
        return Json.parse(result().at("/content/0/text").stringValue("").getBytes(StandardCharsets.UTF_8))
                .path("error");
    }
}
