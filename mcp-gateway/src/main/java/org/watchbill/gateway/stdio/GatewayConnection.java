package org.watchbill.gateway.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Requests to the gateway, any number at the same time. An interrupt ends one and drops its connection. */
final class GatewayConnection implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Until the headers of an answer; its content may come for as long as it likes. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    /** What the gateway answers; close it, also before the end of its content. */
    record Answer(int status, Map<String, String> headers, InputStream content) implements AutoCloseable {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        boolean isStream() {
            return header("Content-Type").orElse("").startsWith("text/event-stream");
        }

        boolean succeeded() {
            return status / 100 == 2;
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    private final GatewayAccess access;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    GatewayConnection(GatewayAccess access) {
        this.access = access;
    }

    Answer post(Map<String, String> headers, byte[] body) throws IOException, InterruptedException {
        return send("POST", "application/json, text/event-stream", headers, BodyPublishers.ofByteArray(body));
    }

    Answer get(Map<String, String> headers) throws IOException, InterruptedException {
        return send("GET", "text/event-stream", headers, BodyPublishers.noBody());
    }

    Answer delete(Map<String, String> headers) throws IOException, InterruptedException {
        return send("DELETE", "application/json", headers, BodyPublishers.noBody());
    }

    private Answer send(String method, String accept, Map<String, String> headers, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(access.url())
                .timeout(ANSWER_TIMEOUT)
                .method(method, body)
                .header("Accept", accept)
                .header("Content-Type", "application/json");
        access.headers().forEach((name, value) -> request.header(name, value.reveal()));
        headers.forEach(request::header);
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        Map<String, String> answered = new HashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> answered.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Answer(response.statusCode(), answered, response.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
