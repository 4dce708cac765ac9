package org.watchbill.kit.token;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;

/** Asks auth-service what a token is worth now (RFC 7662). */
final class TokenIntrospection {

    private final BackendClient client;
    private final String authorization;

    TokenIntrospection(TokenVerifier.Trust trust, ServiceTokens.Credentials credentials) {
        this.client = BackendClient.of(trust.authService(), Duration.ofSeconds(5));
        this.authorization = credentials.basic();
    }

    /** The claims of a token that is active; throws {@link BackendException} when there is no answer. */
    Optional<JsonNode> ask(String token) {
        BackendClient.Answer answer = client.post(
                "/introspect",
                Map.of("authorization", authorization, "content-type", "application/x-www-form-urlencoded"),
                ("token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            throw new BackendException("auth-service refuses an introspection with status " + answer.status(), false);
        }
        try {
            JsonNode claims = Json.parse(answer.body());
            return claims.path("active").booleanValue(false) ? Optional.of(claims) : Optional.empty();
        } catch (JsonFormatException e) {
            throw new BackendException("auth-service answers an introspection with something else", false, e);
        }
    }
}
