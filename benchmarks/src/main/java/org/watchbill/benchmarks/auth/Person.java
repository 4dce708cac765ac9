package org.watchbill.benchmarks.auth;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.watchbill.kit.json.Json;
import org.watchbill.system.client.Browser;
import org.watchbill.system.client.Form;
import org.watchbill.system.client.Page;
import tools.jackson.databind.JsonNode;

/** Somebody of the demo who is signed in at a browser and lets one public client in, again and again. */
final class Person {

    private static final String CALLBACK = "http://127.0.0.1:49152/callback";
    private static final String VERIFIER = "benchmark-".repeat(5);

    private final Server server;
    private final Connections connections;
    private final Browser browser = new Browser(CALLBACK);
    private final String client;

    Person(Server server, Connections connections) {
        this.server = server;
        this.connections = connections;
        this.client = register();
        Page page = browser.open(authorize());
        browser.submit(
                page.formWith("password").fill("email", "ana@harbor.example").fill("password", "watchbill-demo"));
    }

    /** A fresh authorization code. */
    String code() {
        Form consent = browser.open(authorize()).formWith("decision").choose("decision", "approve");
        URI back = browser.submit(consent).leavesTo().orElseThrow();
        return back.getQuery().replaceFirst("^(?:.*&)?code=([^&]+).*$", "$1");
    }

    JsonNode redeem(String code) {
        return connections.publicToken(
                server.at("/token"),
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "client_id", client,
                        "redirect_uri", CALLBACK,
                        "code_verifier", VERIFIER));
    }

    JsonNode refresh(String refreshToken) {
        return connections.publicToken(
                server.at("/token"),
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", client));
    }

    private String register() {
        String metadata = Json.text(Map.of("client_name", "Benchmark", "redirect_uris", new String[] {CALLBACK}));
        return org.watchbill.system.client.Http.post(server.at("/register"), "application/json", metadata, Map.of())
                .expect(201)
                .json()
                .path("client_id")
                .asString();
    }

    private URI authorize() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client);
        query.put("redirect_uri", CALLBACK);
        query.put("scope", "schedule:read");
        query.put("state", "benchmark");
        query.put("code_challenge", challenge());
        query.put("code_challenge_method", "S256");
        return server.at("/authorize?" + Connections.encoded(query));
    }

    private static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
