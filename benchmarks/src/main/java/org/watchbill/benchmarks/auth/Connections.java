package org.watchbill.benchmarks.auth;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** HTTP with kept connections; an answer that is not the expected one ends the benchmark. */
final class Connections {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An answer that was asked for with a form or without a body. */
    record Answer(int status, String body) {

        JsonNode json() {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    JsonNode get(URI uri) {
        return expect(200, send(HttpRequest.newBuilder(uri).GET().build())).json();
    }

    Answer form(URI uri, Map<String, String> fields, String header, String value) {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)))
                .build());
    }

    JsonNode token(URI uri, Map<String, String> fields, String authorization) {
        JsonNode answer =
                expect(200, form(uri, fields, "Authorization", authorization)).json();
        checkToken(answer.path("access_token").asString());
        return answer;
    }

    JsonNode publicToken(URI uri, Map<String, String> fields) {
        JsonNode answer =
                expect(200, form(uri, fields, "Accept", "application/json")).json();
        checkToken(answer.path("access_token").asString());
        return answer;
    }

    static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(
                    "Answered " + answer.status() + " instead of " + status + ": " + answer.body());
        }
        return answer;
    }

    static String basic(String client, String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.US_ASCII));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void checkToken(String token) {
        String header = token.substring(0, Math.max(0, token.indexOf('.')));
        JsonNode parsed = Json.parse(Base64.getUrlDecoder().decode(header));
        if (!parsed.path("typ").asString().equals("at+jwt")
                || !parsed.path("alg").asString().equals("ES256")) {
            throw new IllegalStateException("Not an access token: " + parsed);
        }
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
