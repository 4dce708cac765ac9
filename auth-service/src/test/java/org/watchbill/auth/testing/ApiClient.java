package org.watchbill.auth.testing;

import java.util.HashMap;
import java.util.Map;
import org.watchbill.kit.testing.ApiContract;
import org.watchbill.kit.testing.HttpCalls;

/** Somebody who calls the REST API with a token; every answer has to be as the API's document says. */
public final class ApiClient {

    private static final String BASE = "/api/v1";

    private final HttpCalls calls;
    private final ApiContract contract;
    private final String token;

    ApiClient(HttpCalls calls, ApiContract contract, String token) {
        this.calls = calls;
        this.contract = contract;
        this.token = token;
    }

    public HttpCalls.Answer get(String path) {
        return send("GET", path, Map.of(), "");
    }

    public HttpCalls.Answer post(String path, String body) {
        return send("POST", path, Map.of(), body);
    }

    public HttpCalls.Answer patch(String path, long version, String body) {
        return send("PATCH", path, Map.of("If-Match", "\"" + version + "\""), body);
    }

    public HttpCalls.Answer delete(String path, long version) {
        return send("DELETE", path, Map.of("If-Match", "\"" + version + "\""), "");
    }

    public HttpCalls.Answer delete(String path) {
        return send("DELETE", path, Map.of(), "");
    }

    /** {@code path} is below the base of the API. */
    public HttpCalls.Answer send(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + token);
        HttpCalls.Answer answer = calls.send(method, BASE + path, all, body);
        contract.check(method, BASE + path, answer);
        return answer;
    }
}
