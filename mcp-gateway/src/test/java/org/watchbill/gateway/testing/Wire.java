package org.watchbill.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Plain HTTP without opinions, so that tests can break every rule. */
public final class Wire {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    public static WireReply send(String method, URI target, Map<String, String> headers, byte[] body) {
        HttpResponse<String> response = exchange(request(method, target, headers, body), BodyHandlers.ofString());
        return new WireReply(response.statusCode(), response.headers(), response.body());
    }

    /** Sends headers that come more than once, besides those that do not. */
    public static WireReply sendRepeated(
            URI target, Map<String, String> headers, Map<String, List<String>> repeated, byte[] body) {
        HttpRequest.Builder request = builder("POST", target, headers, body);
        repeated.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpResponse<String> response = exchange(request.build(), BodyHandlers.ofString());
        return new WireReply(response.statusCode(), response.headers(), response.body());
    }

    public static WireReply get(URI target) {
        return send("GET", target, Map.of(), new byte[0]);
    }

    static HttpResponse<InputStream> open(URI target, Map<String, String> headers, byte[] body) {
        return open("POST", target, headers, body);
    }

    static HttpResponse<InputStream> open(String method, URI target, Map<String, String> headers, byte[] body) {
        return exchange(request(method, target, headers, body), BodyHandlers.ofInputStream());
    }

    private static HttpRequest request(String method, URI target, Map<String, String> headers, byte[] body) {
        return builder(method, target, headers, body).build();
    }

    private static HttpRequest.Builder builder(String method, URI target, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(LONGEST_WAIT)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request;
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
