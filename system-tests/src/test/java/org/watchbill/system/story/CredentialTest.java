package org.watchbill.system.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.system.client.Discovery;
import org.watchbill.system.client.Era;
import org.watchbill.system.client.Http;
import org.watchbill.system.client.OAuthClient;
import org.watchbill.system.client.Reply;
import org.watchbill.system.suite.Content;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.Storage;
import org.watchbill.system.suite.WatchbillSuite;

/** The gateway's door: whatever is no valid token for it gets the challenge and learns nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CredentialTest {

    private final WatchbillSuite suite = WatchbillSuite.start(Storage.H2, Content.DEMO);
    private final Accounts accounts = new Accounts(suite.plan());
    private String token = "";

    @BeforeAll
    void signIn() {
        token = accounts.token(Accounts.ANA, Accounts.MEMBER_SCOPE);
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @ParameterizedTest
    @EnumSource
    void aGoodTokenIsLetIn(Era era) {
        assertThat(knock(era, token).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/mcp", "/mcp/openagent_oauth", "/sse"})
    void aTokenForAnyResourceThatTheGatewayNamesIsLetIn(String path) {
        URI metadata = URI.create(suite.plan().url(Service.GATEWAY) + "/.well-known/oauth-protected-resource" + path);
        URI resource = URI.create(
                Http.get(metadata, Map.of()).expect(200).json().path("resource").asString());
        Discovery discovery = Discovery.of(suite.plan().url(Service.AUTH), resource);
        String own = OAuthClient.register(discovery).tokenFor(Accounts.ANA, Accounts.MEMBER_SCOPE);
        assertThat(knock(Era.MODERN, own).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void noTokenGetsTheChallengeWithoutAnError(Era era) {
        Reply reply = knock(era, "");
        assertChallenged(reply);
        assertThat(reply.header("WWW-Authenticate").orElse("")).doesNotContain("error=");
    }

    @ParameterizedTest
    @EnumSource
    void garbageIsRefused(Era era) {
        assertInvalid(knock(era, "garbage"));
        assertInvalid(knock(era, "e30.e30.e30"));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithoutSignatureIsRefused(Era era) {
        String payload = token.split("\\.", -1)[1];
        assertInvalid(knock(era, encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + payload + "."));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithAnotherPayloadIsRefused(Era era) {
        String[] parts = token.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertThat(payload).contains("requests:write");
        String grown = encode(payload.replace("requests:write", "requests:write requests:approve"));
        assertInvalid(knock(era, parts[0] + "." + grown + "." + parts[2]));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenForAnotherAudienceIsRefused(Era era) {
        assertInvalid(knock(era, accounts.apiToken(Service.SCHEDULE, Accounts.ANA, "schedule:read")));
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredTokenIsRefused(Era era) {
        String old = accounts.token(Accounts.ANA, Accounts.MEMBER_SCOPE);
        assertThat(knock(era, old).status()).isEqualTo(200);
        suite.time().advance(Duration.ofMinutes(62));
        assertInvalid(knock(era, old));
        suite.time().advance(Duration.ofMinutes(-62));
    }

    private Reply knock(Era era, String credential) {
        return era.knock(suite.plan().mcp(), credential);
    }

    private void assertInvalid(Reply reply) {
        assertChallenged(reply);
        assertThat(reply.header("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
    }

    private void assertChallenged(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate").orElse(""))
                .startsWith("Bearer ")
                .contains("resource_metadata=\"" + suite.plan().url(Service.GATEWAY)
                        + "/.well-known/oauth-protected-resource/mcp\"")
                .contains("scope=\"");
        assertThat(reply.body()).doesNotContain("Exception", "\tat ", "org.watchbill", "io.helidon");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
