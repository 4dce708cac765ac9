package org.watchbill.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestTokens;

class ServiceTokensTest {

    private final MovableTime time = new MovableTime(Instant.parse("2026-03-02T09:00:00Z"));
    private final TestTokens issuer = new TestTokens(time);
    private final ServiceTokens tokens = new ServiceTokens(
            issuer.url(), new ServiceTokens.Credentials("schedule-service", new Secret("s: e%c/r+et")), time);

    @AfterEach
    void stop() {
        tokens.close();
        issuer.close();
    }

    @Test
    void getsATokenForTheAudienceAndScope() {
        String token = tokens.token("audit-service", "audit:append");

        VerifiedToken verified = new TokenVerifier(issuer.trust("audit-service"), time).verify(token);
        assertThat(verified.clientId()).isEqualTo("schedule-service");
        assertThat(verified.scopes()).containsExactly("audit:append");
    }

    @Test
    void keepsATokenUntilAMinuteBeforeItsEnd() {
        String first = tokens.token("audit-service", "audit:append");

        time.advance(Duration.ofSeconds(539));
        assertThat(tokens.token("audit-service", "audit:append")).isEqualTo(first);
        time.advance(Duration.ofSeconds(1));
        assertThat(tokens.token("audit-service", "audit:append")).isNotEqualTo(first);
        assertThat(issuer.tokenRequests()).isEqualTo(2);
    }

    @Test
    void keepsATokenForEachPurpose() {
        assertThat(tokens.token("audit-service", "audit:append"))
                .isNotEqualTo(tokens.token("audit-service", "audit:read"));
        assertThat(issuer.tokenRequests()).isEqualTo(2);
    }

    @Test
    void usesAnEndingTokenToItsEndWhileTheIssuerIsDown() {
        String first = tokens.token("audit-service", "audit:append");
        issuer.setDown(true);

        time.advance(Duration.ofSeconds(599));
        assertThat(tokens.token("audit-service", "audit:append")).isEqualTo(first);
        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> tokens.token("audit-service", "audit:append")).isInstanceOf(BackendException.class);
    }

    @Test
    void manyCallersShareOneRequest() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls = IntStream.range(0, 32)
                    .mapToObj(i -> (Callable<String>) () -> tokens.token("audit-service", "audit:append"))
                    .toList();
            for (Future<String> token : threads.invokeAll(calls)) {
                assertThat(token.get()).isNotEmpty();
            }
        }

        assertThat(issuer.tokenRequests()).isOne();
    }
}
