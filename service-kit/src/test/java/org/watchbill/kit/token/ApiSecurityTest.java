package org.watchbill.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.TestTokens;
import tools.jackson.databind.node.ObjectNode;

class ApiSecurityTest {

    private static final String AUDIENCE = "http://localhost:8082/api";

    private final MovableTime time = new MovableTime(Instant.parse("2026-03-02T09:00:00Z"));
    private final TestTokens issuer = new TestTokens(time);
    private final ApiSecurity security = new ApiSecurity(
            issuer.trust(AUDIENCE), new ServiceTokens.Credentials("schedule-service", new Secret("s: e%c/r+et")), time);
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server = WebServer.builder()
            .host("127.0.0.1")
            .featuresDiscoverServices(false)
            .routing(routing -> {
                security.setup(routing);
                ApiOperation greet = (caller, request, response) ->
                        response.send("Hello " + caller.profile().name());
                routing.get("/read", security.require("schedule:read", greet));
                routing.get("/write", security.require("schedule:write", greet));
                routing.get("/admin", security.requireAdmin("schedule:read", greet));
            })
            .build()
            .start();

    @AfterEach
    void stop() {
        server.stop();
        client.close();
        issuer.close();
    }

    @Test
    void startsWithoutTheIssuer() {
        assertThat(issuer.keyFetches()).isZero();
    }

    @Test
    void runsTheOperationForTheCallerOfTheToken() throws Exception {
        HttpResponse<String> answer = get("/read", issuer.token(ana(), AUDIENCE));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Hello Ana Ruiz");
        assertThat(get("/admin", issuer.token(TestTokens.admin(), AUDIENCE)).body())
                .isEqualTo("Hello Avery Stone");
        assertThat(issuer.keyFetches()).isOne();
    }

    @Test
    void withoutATokenAnswersABareChallenge() throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(address("/read")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"unauthenticated\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "bearer"})
    void otherCredentialsAreNone(String authorization) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address("/read"))
                        .header("Authorization", authorization)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @Test
    void tokensInOtherPlacesAreIgnored() throws Exception {
        String token = issuer.token(ana(), AUDIENCE);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address("/read?access_token=" + token + "&accessToken=" + token))
                        .header("Cookie", "JSESSIONID=" + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void twoTokensAreNone() throws Exception {
        String token = issuer.token(ana(), AUDIENCE);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address("/read"))
                        .header("Authorization", "Bearer " + token)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void badTokensAreRefused() throws Exception {
        ObjectNode claims = issuer.claims(ana(), AUDIENCE);
        String good = issuer.signed(claims);
        long longAgo = InstantSource.system().instant().getEpochSecond() - 3600;
        for (String token : List.of(
                "garbage",
                good.substring(0, good.lastIndexOf('.') + 1),
                good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(86),
                issuer.signed(issuer.header().put("alg", "none"), claims),
                issuer.signed(issuer.header().put("alg", "HS256"), claims),
                issuer.signed(issuer.header().put("alg", "RS256"), claims),
                issuer.signed(issuer.header().put("typ", "JWT"), claims),
                issuer.signed(issuer.header().put("kid", "made-up"), claims),
                issuer.signed(claims.deepCopy().put("iss", issuer.url().toString())),
                issuer.signed(claims.deepCopy().put("aud", "schedule-service")),
                issuer.signed(claims.deepCopy().put("exp", longAgo)),
                issuer.signed(claims.deepCopy().put("nbf", longAgo + 7200)),
                issuer.serviceToken("watchbill-cli", AUDIENCE, "schedule:read"))) {
            HttpResponse<String> answer = get("/read", token);

            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
                    .startsWith("Bearer error=\"invalid_token\"");
            assertThat(answer.body()).contains("\"code\":\"unauthenticated\"").doesNotContain("Exception");
        }
    }

    @Test
    void aMissingScopeIsNamedInTheChallenge() throws Exception {
        HttpResponse<String> answer = get("/write", issuer.token(ana(), AUDIENCE));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("www-authenticate"))
                .contains("Bearer error=\"insufficient_scope\", scope=\"schedule:write\"");
        assertThat(answer.body()).contains("\"code\":\"insufficient_scope\"");
    }

    @Test
    void aWriteScopeReads() throws Exception {
        Caller writer = TestTokens.admin();
        Caller onlyWriter = new Caller(
                writer.subject(),
                writer.organisation(),
                writer.role(),
                Set.of("schedule:write"),
                writer.clientId(),
                writer.tokenId(),
                writer.profile());

        assertThat(get("/read", issuer.token(onlyWriter, AUDIENCE)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aMemberIsNoAdministrator() throws Exception {
        HttpResponse<String> answer = get("/admin", issuer.token(ana(), AUDIENCE));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"forbidden_role\"");
        assertThat(answer.headers().firstValue("www-authenticate")).isEmpty();
    }

    @Test
    void beforeTheIssuerWasReachedOnceItAnswers503() throws Exception {
        issuer.setDown(true);

        assertThat(get("/read", issuer.token(ana(), AUDIENCE)).statusCode()).isEqualTo(503);
    }

    @Test
    void aTokenThatWasGoodStaysSoForTenMinutesWhileTheIssuerIsDown() throws Exception {
        String token = issuer.token(ana(), AUDIENCE);
        get("/read", token);
        issuer.setDown(true);

        time.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(get("/read", token).statusCode()).isEqualTo(200);
        int asked = issuer.introspections();
        assertThat(get("/read", token).statusCode()).isEqualTo(200);
        assertThat(issuer.introspections()).isEqualTo(asked);
        time.advance(Duration.ofSeconds(5));
        assertThat(get("/read", token).statusCode()).isEqualTo(503);
        issuer.setDown(false);
        assertThat(get("/read", token).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenNeverSeenGets503WhileTheIssuerIsDown() throws Exception {
        get("/read", issuer.token(ana(), AUDIENCE));
        String apiToken = issuer.apiToken(ana(), AUDIENCE);
        issuer.setDown(true);

        assertThat(get("/read", issuer.token(ana(), AUDIENCE)).statusCode()).isEqualTo(503);
        assertThat(get("/read", apiToken).statusCode()).isEqualTo(503);
        assertThat(get("/read", "garbage").statusCode()).isEqualTo(401);
    }

    @Test
    void s08ARevokedTokenIsRefusedAfterAMinuteAtTheLatest() throws Exception {
        String token = issuer.token(ana(), AUDIENCE);
        get("/read", token);
        issuer.revoke(token);

        time.advance(Duration.ofSeconds(59));
        assertThat(get("/read", token).statusCode()).isEqualTo(200);
        assertThat(issuer.introspections()).isOne();
        time.advance(Duration.ofSeconds(1));
        assertThat(get("/read", token).statusCode()).isEqualTo(401);
        issuer.setDown(true);
        time.advance(Duration.ofMinutes(2));
        assertThat(get("/read", token).statusCode()).isEqualTo(503);
    }

    @Test
    void s12AnApiTokenIsGoodWhereItIsForUntilItIsRevoked() throws Exception {
        String token = issuer.apiToken(ana(), AUDIENCE);
        assertThat(get("/read", token).body()).isEqualTo("Hello Ana Ruiz");
        assertThat(get("/write", token).statusCode()).isEqualTo(403);
        assertThat(get("/read", issuer.apiToken(ana(), "http://localhost:8083/api"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("/read", "wb_" + "0".repeat(49)).statusCode()).isEqualTo(401);

        issuer.revoke(token);
        time.advance(Duration.ofSeconds(60));
        assertThat(get("/read", token).statusCode()).isEqualTo(401);
    }

    @Test
    void anApiTokenOfAServiceAccountNamesNoUser() throws Exception {
        Caller admin = TestTokens.admin();
        Caller account = new Caller(
                "service-account:0197a000-0000-7000-8000-0000000000c1",
                admin.organisation(),
                admin.role(),
                admin.scopes(),
                "api-token:1",
                "1",
                new Caller.Profile("Wall display", Optional.empty()));
        assertThat(get("/admin", issuer.apiToken(account, AUDIENCE)).body()).isEqualTo("Hello Wall display");
        assertThat(account.user()).isEmpty();
    }

    @Test
    void anAnswerAboutManyTokensIsBoundedAndMadeUpOnesPushOutNoGoodOne() {
        AtomicInteger asked = new AtomicInteger();
        String good = "good";
        IntrospectedTokens tokens = new IntrospectedTokens(
                issuer.trust(AUDIENCE),
                token -> {
                    asked.incrementAndGet();
                    return token.equals(good) ? Optional.of(issuer.claims(ana(), AUDIENCE)) : Optional.empty();
                },
                time);
        tokens.worth(good);
        for (int i = 0; i < 20_000; i++) {
            String madeUp = "made up " + i;
            assertThatThrownBy(() -> tokens.worth(madeUp)).isInstanceOf(InvalidTokenException.class);
        }
        tokens.worth(good);
        assertThat(asked).hasValue(20_001);
        assertThatThrownBy(() -> tokens.worth("made up 0")).isInstanceOf(InvalidTokenException.class);
        assertThat(asked).hasValue(20_002);
        assertThatThrownBy(() -> tokens.worth("made up 19999")).isInstanceOf(InvalidTokenException.class);
        assertThat(asked).hasValue(20_002);
    }

    @Test
    void followsARotationOfTheKeys() throws Exception {
        get("/read", issuer.token(ana(), AUDIENCE));
        issuer.rotate("key-2");

        assertThat(get("/read", issuer.token(ana(), AUDIENCE)).statusCode()).isEqualTo(401);
        time.advance(Duration.ofSeconds(10));
        assertThat(get("/read", issuer.token(ana(), AUDIENCE)).statusCode()).isEqualTo(200);
        assertThat(issuer.keyFetches()).isEqualTo(2);
    }

    @Test
    void leavesNothingInTheWorkingDirectory() throws Exception {
        get("/read", issuer.token(ana(), AUDIENCE));

        assertThat(Path.of(".helidon-oidc-secret")).doesNotExist();
    }

    private static Caller ana() {
        return TestTokens.member("Ana Ruiz", "ana@harbor.example");
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
