package org.watchbill.system.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain HTTP/1.1 that follows no redirects and keeps no cookies. */
public final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Http() {}

    public static Reply get(URI uri, Map<String, String> headers) {
        return send(request(uri, headers).GET().build());
    }

    public static Reply postJson(URI uri, Object json, Map<String, String> headers) {
        return send(jsonRequest(uri, json, headers));
    }

    public static Reply patchJson(URI uri, Object json, Map<String, String> headers) {
        return send(request(uri, headers)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json.toString()))
                .build());
    }

    public static Reply delete(URI uri, Map<String, String> headers) {
        return send(request(uri, headers).DELETE().build());
    }

    /** The answer while its body is still coming. */
    public static HttpResponse<InputStream> postJsonForStream(URI uri, Object json, Map<String, String> headers) {
        return send(jsonRequest(uri, json, headers), BodyHandlers.ofInputStream());
    }

    public static HttpResponse<InputStream> getForStream(URI uri, Map<String, String> headers) {
        return send(request(uri, headers).GET().build(), BodyHandlers.ofInputStream());
    }

    public static Reply postForm(URI uri, Map<String, String> fields, Map<String, String> headers) {
        return postForm(uri, encode(fields), headers);
    }

    static Reply postForm(URI uri, String encoded, Map<String, String> headers) {
        return send(request(uri, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded))
                .build());
    }

    public static Reply post(URI uri, String contentType, String body, Map<String, String> headers) {
        return send(request(uri, headers)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    public static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static HttpRequest jsonRequest(URI uri, Object json, Map<String, String> headers) {
        return request(uri, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.toString()))
                .build();
    }

    static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Reply send(HttpRequest request) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        return new Reply(request.uri(), response.statusCode(), response.headers(), response.body());
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }
}
