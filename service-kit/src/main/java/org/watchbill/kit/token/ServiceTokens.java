package org.watchbill.kit.token;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;

/** The service's own token for another service: client credentials (RFC 6749 section 4.4), renewed before it ends. */
public final class ServiceTokens implements AutoCloseable {

    /** A registered program of the suite, such as {@code schedule-service}, and its secret. */
    public record Credentials(String clientId, Secret secret) {

        /** What a service has by its setting {@code auth.client-secret-file}; its name is its id. */
        public static Credentials of(Settings settings) {
            return new Credentials(settings.service(), settings.secret("auth.client-secret-file"));
        }

        /** The {@code Authorization} header of {@code client_secret_basic} (RFC 6749 section 2.3.1). */
        String basic() {
            String pair = encoded(clientId) + ":" + encoded(secret.reveal());
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Purpose(String audience, String scope) {}

    private record Held(String token, Instant end) {}

    private static final Duration RENEWED_BEFORE_END = Duration.ofSeconds(60);
    private static final int MOST_PURPOSES = 32;

    private final BackendClient client;
    private final String authorization;
    private final InstantSource time;

    // Held during the request on purpose: one request serves all callers who wait for the same token.
    private final ReentrantLock requesting = new ReentrantLock();
    private final Map<Purpose, Held> held = new HashMap<>();

    public ServiceTokens(URI authService, Credentials credentials, InstantSource time) {
        this.client = BackendClient.of(authService, Duration.ofSeconds(5));
        this.authorization = credentials.basic();
        this.time = time;
    }

    /** A token for {@code audience} with {@code scope}; throws {@link org.watchbill.kit.http.BackendException}. */
    public String token(String audience, String scope) {
        Purpose purpose = new Purpose(audience, scope);
        requesting.lock();
        try {
            Instant now = time.instant();
            Held last = held.get(purpose);
            if (last != null && now.isBefore(last.end().minus(RENEWED_BEFORE_END))) {
                return last.token();
            }
            Held next = renewed(purpose, now, last);
            if (held.size() >= MOST_PURPOSES) {
                held.clear();
            }
            held.put(purpose, next);
            return next.token();
        } finally {
            requesting.unlock();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Held renewed(Purpose purpose, Instant now, @Nullable Held last) {
        try {
            return request(purpose, now);
        } catch (BackendException e) {
            if (last != null && now.isBefore(last.end())) {
                return last;
            }
            throw e;
        }
    }

    private Held request(Purpose purpose, Instant now) {
        String form = "grant_type=client_credentials&audience=" + encoded(purpose.audience()) + "&scope="
                + encoded(purpose.scope());
        BackendClient.Answer answer = client.post(
                "/token",
                Map.of("authorization", authorization, "content-type", "application/x-www-form-urlencoded"),
                form.getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            throw new BackendException("auth-service refuses a token with status " + answer.status(), false);
        }
        return read(answer.body(), now);
    }

    private static Held read(byte[] body, Instant now) {
        try {
            JsonNode answer = Json.parse(body);
            String token = answer.path("access_token").stringValue("");
            long seconds = answer.path("expires_in").longValue(0);
            if (token.isEmpty() || seconds <= 0) {
                throw new BackendException("auth-service answers without a token", false);
            }
            return new Held(token, now.plusSeconds(seconds));
        } catch (JsonFormatException e) {
            throw new BackendException("auth-service answers without a token", false, e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
