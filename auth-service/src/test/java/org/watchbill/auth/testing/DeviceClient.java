package org.watchbill.auth.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.watchbill.kit.testing.HttpCalls;
import tools.jackson.databind.JsonNode;

/** A device without a browser, and the person who types its code elsewhere. */
public final class DeviceClient {

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

    private final HttpCalls calls;
    private final OAuthClient client;

    private DeviceClient(HttpCalls calls, OAuthClient client) {
        this.calls = calls;
        this.client = client;
    }

    public static DeviceClient register(RunningAuth auth) {
        OAuthClient client =
                OAuthClient.register(auth.calls(), "Device " + UUID.randomUUID(), "http://127.0.0.1/callback");
        auth.sql(
                "UPDATE clients SET grant_types = 'refresh_token " + GRANT_TYPE + "' WHERE id = '" + client.id() + "'");
        return new DeviceClient(auth.calls(), client);
    }

    public String id() {
        return client.id();
    }

    /** Asks for codes with {@code changes} of the form. */
    public HttpCalls.Answer start(String... changes) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", client.id());
        form.put("scope", "schedule:read");
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(Browser.encode(name, value)).append('&'));
        return calls.postForm("/device_authorization", Map.of(), body.substring(0, body.length() - 1));
    }

    public HttpCalls.Answer poll(JsonNode started) {
        return client.token(
                "grant_type",
                GRANT_TYPE,
                "device_code",
                started.path("device_code").stringValue(),
                "client_id",
                client.id());
    }

    /** What a poll that brings no tokens is told. */
    public String error(JsonNode started) {
        HttpCalls.Answer answer = poll(started);
        return answer.status() == 400 ? answer.json().path("error").stringValue() : "status " + answer.status();
    }

    public HttpCalls.Answer refresh(HttpCalls.Answer tokens) {
        return client.refresh(tokens.json().path("refresh_token").stringValue());
    }

    /** The page after a signed-in person typed the code. */
    public HttpCalls.Answer type(Browser browser, JsonNode started) {
        return browser.submit(
                "/device",
                browser.get("/device"),
                "user_code",
                started.path("user_code").stringValue());
    }
}
