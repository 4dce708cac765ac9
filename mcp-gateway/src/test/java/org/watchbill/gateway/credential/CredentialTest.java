package org.watchbill.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.AuthFake;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** Tokens; numbers are those of the list of negatives. */
class CredentialTest {

    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");
    private static final String METADATA = "http://localhost:8080/.well-known/oauth-protected-resource/mcp";

    private final RunningGateway gateway = new RunningGateway();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void n21NoTokenIsChallenged() {
        WireReply reply = post(Map.of());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .isEqualTo("Bearer resource_metadata=\"" + METADATA
                        + "\", scope=\"schedule:read members:read requests:read\"");
        assertThat(reply.json().path("code").stringValue()).isEqualTo("unauthenticated");
    }

    @Test
    void n22AnExpiredTokenIsInvalid() {
        String token = gateway.memberToken();
        gateway.time().advance(Duration.ofMinutes(60));
        assertThat(authorized("Bearer " + token).status()).isEqualTo(200);
        gateway.time().advance(Duration.ofSeconds(61));
        assertInvalid("Bearer " + token);
    }

    @Test
    void n22ATokenOfTheFutureIsInvalid() {
        ObjectNode claims = gateway.auth().tokens().claims(ANA, RunningGateway.RESOURCE);
        claims.put("nbf", claims.path("iat").longValue() + 120);
        assertInvalid("Bearer " + gateway.auth().tokens().signed(claims));
    }

    @Test
    void n23ATokenForAnotherAudienceIsInvalid() {
        assertInvalid("Bearer " + gateway.auth().clientToken(ANA, "http://localhost:8082/api"));
        assertInvalid("Bearer " + gateway.auth().clientToken(ANA, "schedule-service"));
    }

    @Test
    void n24ATokenOfAnotherIssuerOrKindIsInvalid() {
        TestTokens tokens = gateway.auth().tokens();
        ObjectNode claims = tokens.claims(ANA, RunningGateway.RESOURCE);
        assertInvalid("Bearer " + tokens.signed(claims.deepCopy().put("iss", "https://evil.test")));
        assertInvalid("Bearer " + tokens.signed(tokens.header().put("typ", "JWT"), claims));
    }

    @Test
    void n25AlgorithmsAndForeignKeysAreInvalid() {
        TestTokens tokens = gateway.auth().tokens();
        ObjectNode claims = tokens.claims(ANA, RunningGateway.RESOURCE);
        assertInvalid("Bearer " + tokens.signed(tokens.header().put("alg", "none"), claims));
        assertInvalid("Bearer " + tokens.signed(tokens.header().put("alg", "HS256"), claims));
        for (int i = 0; i < 20; i++) {
            assertInvalid("Bearer " + tokens.signed(tokens.header().put("kid", "unknown-" + i), claims));
        }
        assertThat(tokens.keyFetches()).isLessThanOrEqualTo(2);
    }

    @Test
    void n26OnlyTheHeaderIsLookedAt() {
        ModernClient client = gateway.member();
        Map<String, String> headers = new HashMap<>(client.headers("server/discover", Json.object()));
        headers.remove("Authorization");
        byte[] body = Json.bytes(client.message(1, "server/discover", Json.object()));

        WireReply reply = Wire.send("POST", gateway.at("/mcp?access_token=" + gateway.memberToken()), headers, body);

        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void garbageIsInvalidAndNeverQuoted() {
        assertInvalid("Bearer garbage");
        assertInvalid("Bearer ");
        assertInvalid("Basic dXNlcjpwYXNz");
        assertInvalid("Bearer a.b.c");
    }

    @Test
    void n27MissingScopeIsAStepUpInBothEras() {
        ModernClient admin = gateway.admin();
        WireReply modern = admin.call("approve_request", "{}");
        LegacyClient legacyAdmin = gateway.legacy(TestTokens.admin()).connected();
        WireReply legacy = legacyAdmin.call("approve_request", "{}");

        for (WireReply reply : new WireReply[] {modern, legacy}) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.header("WWW-Authenticate"))
                    .isEqualTo(
                            "Bearer error=\"insufficient_scope\", scope=\"schedule:read members:read requests:read requests:approve\", resource_metadata=\""
                                    + METADATA + "\", error_description=\"The operation needs more scope\"");
            assertThat(reply.errorCode()).isEqualTo(403);
        }
    }

    @Test
    void n28ARevokedTokenIsRefusedWithinAMinute() {
        String token = gateway.memberToken();
        assertThat(authorized("Bearer " + token).status()).isEqualTo(200);
        gateway.auth().setMood(AuthFake.Mood.REFUSING);
        assertThat(authorized("Bearer " + token).status()).isEqualTo(200);
        gateway.time().advance(Duration.ofSeconds(60));
        assertInvalid("Bearer " + token);
    }

    @Test
    void n29TheClientsTokenNeverReachesAService() {
        String token = gateway.memberToken();
        ModernClient client = new ModernClient(gateway.at("/mcp"), token);
        client.send("tools/list", Json.object());
        client.call("get_current_schedule", "{}");

        assertThat(gateway.schedule().received()).hasSize(2).allSatisfy(request -> {
            assertThat(request.headers().get("Authorization"))
                    .startsWith("Bearer ey")
                    .doesNotContain(token);
            assertThat(request.headers().toString() + request.message()).doesNotContain(token);
        });
    }

    @Test
    void n38IdentityHeadersFromOutsideReachNobody() {
        ModernClient client = gateway.member();
        ObjectNode params = client.callParams("get_current_schedule", "{}");
        Map<String, String> headers = client.headers("tools/call", params);
        headers.put("mcp-init-host", "evil.test");
        headers.put("router-key", "secret-api-key");
        headers.put("Forwarded", "for=10.0.0.1;host=evil.test");
        headers.put("X-Original-URL", "/admin");
        headers.putAll(Map.of(
                "X-Org",
                "other",
                "X-User",
                "root",
                "X-Forwarded-For",
                "10.0.0.1",
                "X-Forwarded-User",
                "root",
                "Cookie",
                "a=b"));
        client.send(client.message(1, "tools/call", params), headers);

        UpstreamFake.Received sent = gateway.schedule().calls().getLast();
        assertThat(sent.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .contains("authorization")
                .doesNotContain("x-org", "x-user", "x-forwarded-for", "x-forwarded-user", "cookie")
                .doesNotContain("mcp-init-host", "router-key", "forwarded", "x-original-url");
    }

    @Test
    void theExchangeSaysWhoAsksForWhom() {
        String token = gateway.memberToken();
        authorized("Bearer " + token);

        AuthFake.Exchanged exchange = gateway.auth().exchanges().getFirst();
        assertThat(exchange.authorization())
                .isEqualTo("Basic bWNwLWdhdGV3YXk6YS1jbGllbnQtc2VjcmV0LW9mLWF0LWxlYXN0LTMyLWNoYXJz");
        assertThat(exchange.all("grant_type")).containsExactly("urn:ietf:params:oauth:grant-type:token-exchange");
        assertThat(exchange.all("subject_token")).containsExactly(token);
        assertThat(exchange.all("subject_token_type")).containsExactly("urn:ietf:params:oauth:token-type:access_token");
        assertThat(exchange.all("audience")).containsExactly("schedule-service");
    }

    @Test
    void anOutageOfAuthServiceDoesNotStopRunningClients() {
        String token = gateway.memberToken();
        assertThat(authorized("Bearer " + token).status()).isEqualTo(200);
        gateway.auth().stop();
        gateway.time().advance(Duration.ofSeconds(599));
        assertThat(authorized("Bearer " + token).status()).isEqualTo(200);
        gateway.time().advance(Duration.ofSeconds(1));
        WireReply reply = authorized("Bearer " + token);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isNotEmpty();
    }

    @Test
    void aFailingAuthServiceIsAnOutageToo() {
        for (AuthFake.Mood mood : new AuthFake.Mood[] {
            AuthFake.Mood.FAILING, AuthFake.Mood.HANGING_UP, AuthFake.Mood.REJECTING_THE_GATEWAY
        }) {
            gateway.auth().setMood(mood);
            WireReply reply = authorized("Bearer " + gateway.memberToken());
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    void aTokenWithoutGrantIsInvalid() {
        String unknown = gateway.auth().tokens().token(ANA, RunningGateway.RESOURCE);
        assertInvalid("Bearer " + unknown);
    }

    private void assertInvalid(String authorization) {
        WireReply reply = authorized(authorization);
        assertThat(reply.status()).as(authorization).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\", error_description=\"The access token is invalid or has"
                        + " expired\", resource_metadata=\"" + METADATA
                        + "\", scope=\"schedule:read members:read requests:read\"");
        assertThat(reply.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"A valid access token is needed\",\"code\":\"unauthenticated\"}");
    }

    private WireReply authorized(String authorization) {
        return post(Map.of("Authorization", authorization));
    }

    private WireReply post(Map<String, String> authorization) {
        ModernClient client = gateway.member();
        Map<String, String> headers = new HashMap<>(client.headers("server/discover", Json.object()));
        headers.remove("Authorization");
        headers.putAll(authorization);
        return client.post(headers, Json.bytes(client.message(1, "server/discover", Json.object())));
    }
}
