package org.watchbill.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** Plain HTTP calls of a test to one address; no redirects, no cookies. */
public final class HttpCalls implements AutoCloseable {

    /** An answer; header names in lower case, several values joined by comma. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public JsonNode json() {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_WAIT)
            .build();
    private final URI base;

    public HttpCalls(URI base) {
        this.base = base;
    }

    /** Calls to a port of this machine. */
    public static HttpCalls to(int port) {
        return new HttpCalls(URI.create("http://127.0.0.1:" + port));
    }

    public Answer get(String path) {
        return get(path, Map.of());
    }

    public Answer get(String path, Map<String, String> headers) {
        return send("GET", path, headers, BodyPublishers.noBody());
    }

    /** Posts JSON text. */
    public Answer post(String path, String json) {
        return post(path, Map.of(), json);
    }

    /** Posts {@code body}, as JSON unless {@code headers} name another content type. */
    public Answer post(String path, Map<String, String> headers, String body) {
        return send("POST", path, headers, BodyPublishers.ofString(body));
    }

    /** Posts a form of names and values that are already encoded. */
    public Answer postForm(String path, Map<String, String> headers, String form) {
        HttpRequest.Builder request = request(path, headers)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return answer(request.build());
    }

    public Answer send(String method, String path, Map<String, String> headers, String body) {
        return send(method, path, headers, BodyPublishers.ofString(body));
    }

    private Answer send(String method, String path, Map<String, String> headers, BodyPublisher body) {
        HttpRequest.Builder request = request(path, headers).method(method, body);
        if (body.contentLength() != 0 && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            request.header("Content-Type", "application/json");
        }
        return answer(request.build());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST_WAIT);
        headers.forEach(request::header);
        return request;
    }

    private Answer answer(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            Map<String, String> headers = new TreeMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            return new Answer(response.statusCode(), Map.copyOf(headers), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
