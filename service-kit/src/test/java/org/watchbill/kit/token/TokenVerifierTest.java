package org.watchbill.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.node.ObjectNode;

class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String AUDIENCE = "schedule-service";

    private final MovableTime time = new MovableTime(NOW);
    private final TestTokens issuer = new TestTokens(time);
    private final TokenVerifier verifier = new TokenVerifier(issuer.trust(AUDIENCE), time);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void makesTheCallerFromTheClaims() {
        VerifiedToken token =
                verifier.verify(issuer.token(TestTokens.member("Ana Ruiz", "ana@harbor.example"), AUDIENCE));

        Caller caller = token.caller().orElseThrow();
        assertThat(token.expiresAt()).isEqualTo(Instant.parse("2026-03-02T09:10:00Z"));
        assertThat(token.clientId()).isEqualTo("test-client");
        assertThat(caller.organisation().id()).isEqualTo(UUID.fromString("0197a000-0000-7000-8000-000000000001"));
        assertThat(caller.organisation().name()).isEqualTo("Harbor Clinic");
        assertThat(caller.organisation().zone().getId()).isEqualTo("America/New_York");
        assertThat(caller.role()).isEqualTo(Role.MEMBER);
        assertThat(caller.scopes())
                .containsExactlyInAnyOrder(
                        "profile:read", "schedule:read", "requests:read", "requests:write", "members:read");
        assertThat(caller.profile()).isEqualTo(new Caller.Profile("Ana Ruiz", Optional.of("ana@harbor.example")));
        assertThat(caller.user()).isPresent();
        assertThat(caller.tokenId()).startsWith("grant-");
    }

    @Test
    void aProgramWithoutOrganisationIsNoCaller() {
        VerifiedToken token = verifier.verify(issuer.serviceToken("audit-service", AUDIENCE, "audit:append"));

        assertThat(token.caller()).isEmpty();
        assertThat(token.subject()).isEqualTo("client:audit-service");
        assertThat(token.scopes()).containsExactly("audit:append");
    }

    @Test
    void aConnectionAtTheGatewayIsNoCaller() {
        ObjectNode claims = claims().without(List.of("org_name", "org_zone", "role", "name", "email"));

        assertThat(verifier.verify(issuer.signed(claims)).caller()).isEmpty();
    }

    @Test
    void acceptsTheTypeWithItsPrefixInAnyCase() {
        ObjectNode header = issuer.header().put("typ", "application/AT+JWT");

        assertThat(verifier.verify(issuer.signed(header, claims())).subject()).isNotEmpty();
    }

    @Test
    void n25RefusesAnUnsignedToken() {
        ObjectNode header = issuer.header().put("alg", "none");
        String signed = issuer.signed(header, claims());

        refused(signed.substring(0, signed.lastIndexOf('.') + 1), "The token's algorithm is not accepted");
        refused(signed, "The token's algorithm is not accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "ES384", "PS256", "none", "NONE", ""})
    void refusesOtherAlgorithms(String algorithm) {
        refused(
                issuer.signed(issuer.header().put("alg", algorithm), claims()),
                "The token's algorithm is not accepted");
    }

    @Test
    void n25RefusesAPublicKeyUsedAsASharedSecret() throws Exception {
        verifier.verify(issuer.signed(claims()));
        String token = issuer.signed(issuer.header().put("alg", "HS256"), claims());
        String content = token.substring(0, token.lastIndexOf('.'));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(issuer.publicKey(), "HmacSHA256"));
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));

        refused(content + "." + forged, "The token's algorithm is not accepted");
    }

    @Test
    void refusesAnAlgorithmThatIsNotTheKeys() {
        refused(issuer.signed(issuer.header().put("alg", "RS256"), claims()), "The token's signature is not valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwk", "jku", "x5u", "x5c", "crit"})
    void n25RefusesATokenThatBringsItsKeyAlong(String member) {
        ObjectNode header = issuer.header().put(member, "https://evil.example/keys");

        refused(issuer.signed(header, claims()), "The token's header has a member that is not accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "", "id+jwt"})
    void refusesTokensOfAnotherType(String type) {
        refused(issuer.signed(issuer.header().put("typ", type), claims()), "The token is not an access token");
    }

    @Test
    void refusesAnotherIssuer() {
        refused(claims().put("iss", issuer.issuer() + "/"), "The token is from another issuer");
    }

    @Test
    void refusesAnotherAudience() {
        refused(issuer.token(TestTokens.admin(), "audit-service"), "The token is for another audience");
        refused(claims().put("aud", AUDIENCE + "x"), "The token is for another audience");
        refused(claims().without(List.of("aud")), "The token is for another audience");
    }

    @Test
    void acceptsOneOfSeveralAudiencesAndASingleText() {
        assertThat(verifier.verify(issuer.token(TestTokens.admin(), "audit-service", AUDIENCE))
                        .subject())
                .isNotEmpty();
        assertThat(verifier.verify(issuer.signed(claims().put("aud", AUDIENCE))).subject())
                .isNotEmpty();
    }

    @Test
    void endsOneMinuteAfterItsExpiry() {
        String token = issuer.signed(claims());

        time.set(Instant.parse("2026-03-02T09:10:59.999Z"));
        assertThat(verifier.verify(token).subject()).isNotEmpty();
        time.set(Instant.parse("2026-03-02T09:11:00Z"));
        refused(token, "The token has expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "nbf"})
    void refusesATokenOfTheFuture(String claim) {
        long inAMinute = NOW.plusSeconds(60).getEpochSecond();

        assertThat(verifier.verify(issuer.signed(claims().put(claim, inAMinute)))
                        .subject())
                .isNotEmpty();
        refused(claims().put(claim, inAMinute + 1), "The token is not valid yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "sub", "client_id", "iss", "org_name", "org_zone", "role", "grant"})
    void refusesAMissingClaim(String claim) {
        refused(claims().without(List.of(claim)), "The token's claim '" + claim + "' is missing or invalid");
    }

    @Test
    void refusesClaimsOfTheWrongForm() {
        refused(claims().put("exp", "soon"), "The token's claim 'exp' is missing or invalid");
        refused(claims().put("exp", 1e300), "The token's claim 'exp' is missing or invalid");
        refused(claims().put("exp", Long.MAX_VALUE), "The token's claim 'exp' is missing or invalid");
        refused(claims().put("org", "harbor"), "The token's claim 'org' is missing or invalid");
        refused(claims().put("sub", "ana"), "The token's claim 'sub' is missing or invalid");
        refused(claims().put("role", "owner"), "The token's claim 'role' is missing or invalid");
        refused(claims().put("org_zone", "Mars/Base"), "The token's claim 'org_zone' is missing or invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b", "a.b.c", "e30.e30.", "!.!.!", "e30.e30.e30.e30"})
    void refusesWhatIsNoToken(String garbage) {
        assertThatThrownBy(() -> verifier.verify(garbage)).isInstanceOf(InvalidTokenException.class);
        assertThat(issuer.keyFetches()).isZero();
    }

    @Test
    void refusesATokenOfMoreThanEightKibibytes() {
        refused(claims().put("note", "x".repeat(8192)), "The token is too long");
    }

    @Test
    void refusesAnAlteredToken() {
        String[] parts = issuer.signed(claims()).split("\\.", -1);
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims().put("role", "member").toString().getBytes(StandardCharsets.UTF_8));

        refused(parts[0] + "." + forged + "." + parts[2], "The token's signature is not valid");
        refused(parts[0] + "." + parts[1] + ".", "The token's signature is not valid");
        refused(parts[0] + "." + parts[1] + ".AAAA", "The token's signature is not valid");
        refused(parts[0] + "." + parts[1] + "." + "A".repeat(86), "The token's signature is not valid");
    }

    @Test
    void fetchesNoKeysBeforeTheFirstToken() {
        assertThat(issuer.keyFetches()).isZero();

        verifier.verify(issuer.signed(claims()));
        verifier.verify(issuer.signed(claims()));
        assertThat(issuer.keyFetches()).isOne();
    }

    @Test
    void followsARotationTenSecondsAfterTheLastFetchAtTheLatest() {
        verifier.verify(issuer.signed(claims()));
        issuer.rotate("key-2");

        time.advance(Duration.ofMillis(9999));
        refused(issuer.signed(claims()), "The token is signed with an unknown key");
        time.advance(Duration.ofMillis(1));
        assertThat(verifier.verify(issuer.signed(claims())).subject()).isNotEmpty();
        assertThat(issuer.keyFetches()).isEqualTo(2);
    }

    @Test
    void forgetsARemovedKeyAfterFiveMinutes() {
        String old = issuer.signed(claims());
        verifier.verify(old);
        issuer.rotate("key-2");

        time.advance(Duration.ofSeconds(299));
        assertThat(verifier.verify(old).subject()).isNotEmpty();
        time.advance(Duration.ofSeconds(1));
        refused(old, "The token is signed with an unknown key");
    }

    @Test
    void n25AStormOfUnknownKeysFetchesOnceInTenSeconds() throws Exception {
        verifier.verify(issuer.signed(claims()));
        time.advance(Duration.ofSeconds(10));
        List<Callable<Boolean>> storm = IntStream.range(0, 10_000)
                .mapToObj(i ->
                        (Callable<Boolean>) () -> isRefused(issuer.header().put("kid", "made-up-" + i)))
                .toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> refused : threads.invokeAll(storm)) {
                assertThat(refused.get()).isTrue();
            }
        }

        assertThat(issuer.keyFetches()).isEqualTo(2);
    }

    @Test
    void manyFirstTokensShareOneFetch() throws Exception {
        String token = issuer.signed(claims());

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<VerifiedToken>> calls = IntStream.range(0, 32)
                    .mapToObj(i -> (Callable<VerifiedToken>) () -> verifier.verify(token))
                    .toList();
            for (Future<VerifiedToken> verified : threads.invokeAll(calls)) {
                assertThat(verified.get().subject()).isNotEmpty();
            }
        }

        assertThat(issuer.keyFetches()).isOne();
    }

    @Test
    void keepsItsKeysWhileTheIssuerIsDown() {
        String token =
                issuer.signed(claims().put("exp", NOW.plus(Duration.ofDays(2)).getEpochSecond()));
        verifier.verify(token);
        issuer.setDown(true);

        time.advance(Duration.ofDays(1));
        assertThat(verifier.verify(token).subject()).isNotEmpty();
    }

    @Test
    void cannotJudgeBeforeTheIssuerWasReachedOnce() {
        String token = issuer.signed(claims());
        issuer.setDown(true);

        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(BackendException.class);
        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(BackendException.class);
        assertThat(issuer.keyFetches()).isOne();
        issuer.setDown(false);
        time.advance(Duration.ofSeconds(1));
        assertThat(verifier.verify(token).subject()).isNotEmpty();
    }

    private boolean isRefused(ObjectNode header) {
        try {
            verifier.verify(issuer.signed(header, claims()));
            return false;
        } catch (InvalidTokenException e) {
            return true;
        }
    }

    private ObjectNode claims() {
        return issuer.claims(TestTokens.admin(), AUDIENCE);
    }

    private void refused(ObjectNode claims, String message) {
        refused(issuer.signed(claims), message);
    }

    private void refused(String token, String message) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage(message);
    }
}
