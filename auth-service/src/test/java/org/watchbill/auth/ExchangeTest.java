package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Token exchange: every way in which a client's token is worth nothing any more. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ExchangeTest {

    private final TestDatabase database;
    private final RunningAuth auth;
    private final HttpCalls calls;
    private final OAuthClient client;
    private final Browser browser;

    ExchangeTest(TestDatabase database) {
        this.database = database;
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        client = OAuthClient.register(calls, "Exchange", "http://127.0.0.1/callback");
        browser = new Browser(calls).signIn("ben@harbor.example");
    }

    @Test
    void aTokenLivesNoLongerThanTheOneItWasMadeOf() {
        String token = connect();
        auth.time().advance(Duration.ofMinutes(55));
        assertThat(exchange(token).json().path("expires_in").intValue()).isEqualTo(300);
        auth.time().advance(Duration.ofMinutes(5));
        refused(exchange(token), "invalid_request");
    }

    @Test
    void aTokenForAnotherResourceIsRefused() {
        String code = client.codeAt(
                browser, client.authorizePath("scope", "schedule:read", "resource", RunningAuth.SCHEDULE));
        refused(exchange(client.redeem(code).json().path("access_token").stringValue()), "invalid_request");
    }

    @Test
    void anInternalTokenCannotBeExchangedAgain() {
        refused(exchange(exchange(connect()).json().path("access_token").stringValue()), "invalid_request");
    }

    @Test
    void aRevokedGrantIsRefused() {
        String token = connect();
        String grant = OAuthClient.claims(token).path("grant").stringValue();
        auth.sql("UPDATE grants SET revoked_at = created_at WHERE id = CAST('" + grant + "' AS uuid)");
        refused(exchange(token), "invalid_request");
    }

    @Check("S08")
    @Test
    void s08ARemovedMemberAndADisabledPersonAreRefused() {
        try (RunningAuth own = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            HttpCalls ownCalls = own.calls();
            OAuthClient ownClient = OAuthClient.register(ownCalls, "Leaver", "http://127.0.0.1/callback");
            var ana = ownClient.connect(new Browser(ownCalls).signIn("ana@harbor.example"), "schedule:read");
            var ben = ownClient.connect(new Browser(ownCalls).signIn("ben@harbor.example"), "schedule:read");
            own.sql("DELETE FROM memberships WHERE user_id = CAST('0197a000-0000-7000-8000-0000000000a2' AS uuid)");
            own.sql("UPDATE users SET disabled_at = created_at WHERE email = 'ben@harbor.example'");

            for (var tokens : new JsonNode[] {ana, ben}) {
                refused(
                        OAuthClient.exchange(
                                ownCalls, tokens.path("access_token").stringValue(), "schedule-service"),
                        "invalid_request");
                refused(ownClient.refresh(tokens.path("refresh_token").stringValue()), "invalid_grant");
            }
        }
    }

    @Test
    void anAdministratorWhoBecameAMemberLosesAdministratorsRights() {
        try (RunningAuth own = RunningAuth.start(database.settings(), Map.of("demo", "true"))) {
            OAuthClient ownClient = OAuthClient.register(own.calls(), "Demoted", "http://127.0.0.1/callback");
            String token = ownClient
                    .connect(
                            new Browser(own.calls()).signIn("admin@harbor.example"),
                            "schedule:read requests:approve",
                            "requests:approve")
                    .path("access_token")
                    .stringValue();
            own.sql("UPDATE memberships SET role = 'member'");
            var claims = OAuthClient.claims(OAuthClient.exchange(own.calls(), token, "schedule-service")
                    .json()
                    .path("access_token")
                    .stringValue());
            assertThat(claims.path("role").stringValue()).isEqualTo("member");
            assertThat(claims.path("scope").stringValue()).isEqualTo("schedule:read");
        }
    }

    @ParameterizedTest
    @CsvSource({"garbage", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void garbageIsRefused(String token) {
        refused(exchange(token), "invalid_request");
    }

    @Check("S16")
    @Test
    void s16AForeignKeyIsRefusedEvenUnderOurKeyId() throws Exception {
        String token = connect();
        ECKey foreign = new ECKeyGenerator(Curve.P_256).generate();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(OAuthClient.header(token).path("kid").stringValue())
                        .build(),
                JWTClaimsSet.parse(OAuthClient.claims(token).toString()));
        forged.sign(new ECDSASigner(foreign));
        refused(exchange(forged.serialize()), "invalid_request");
    }

    @Check("S16")
    @Test
    void s16AnIdTokenIsNoAccessToken() {
        String code = client.codeAt(browser, client.authorizePath("scope", "openid"));
        refused(exchange(client.redeem(code).json().path("id_token").stringValue()), "invalid_request");
    }

    @Check("S16")
    @Test
    void s16WithoutASignatureNothingCounts() {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
        refused(exchange(header + "." + connect().split("\\.", -1)[1] + "."), "invalid_request");
    }

    @Test
    void anUnknownOrMissingAudienceIsRefused() {
        String token = connect();
        refused(OAuthClient.exchange(calls, token, "schedule-service", "payroll"), "invalid_target");
        refused(OAuthClient.exchange(calls, token), "invalid_target");
    }

    @ParameterizedTest
    @CsvSource({"schedule-service", "watchbill-cli"})
    void onlyTheGatewayMayExchange(String program) {
        HttpCalls.Answer answer = calls.postForm(
                "/token",
                OAuthClient.basic(program),
                Browser.encode(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        connect(),
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "audience",
                        "schedule-service"));
        refused(answer, "unauthorized_client");
    }

    @Test
    void onlyAccessTokensAreExchanged() {
        HttpCalls.Answer answer = calls.postForm(
                "/token",
                OAuthClient.basic("mcp-gateway"),
                Browser.encode(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        connect(),
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:refresh_token",
                        "audience",
                        "schedule-service"));
        refused(answer, "invalid_request");
    }

    private String connect() {
        return client.connect(browser, "schedule:read").path("access_token").stringValue();
    }

    private HttpCalls.Answer exchange(String token) {
        return OAuthClient.exchange(calls, token, "schedule-service");
    }

    private static void refused(HttpCalls.Answer answer, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo(error);
    }
}
