package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Tokens that this server did not sign, or not for this, at every endpoint that takes one. */
class ForgedTokensTest {

    private static final String SCOPES = "openid schedule:read";

    private final RunningAuth auth = RunningAuth.shared(TestDatabase.POSTGRES);
    private final HttpCalls calls = auth.calls();

    @Check("S16")
    @Test
    void s16OnlyWhatIsSignedHereForThisCounts() throws JOSEException, ParseException {
        JsonNode tokens = tokens(calls);
        String good = tokens.path("access_token").stringValue();
        assertThat(userinfo(good).status()).isEqualTo(200);
        assertThat(introspect(good)).contains("\"active\":true");
        for (Map.Entry<String, String> forged : forgeries(good).entrySet()) {
            assertRefused(forged.getKey(), forged.getValue());
        }
        assertRefused("ID token", tokens.path("id_token").stringValue());
        assertRefused("refresh token", tokens.path("refresh_token").stringValue());
    }

    @Check("S16")
    @Test
    void s16AnotherIssuerWithTheSameKeysIsAnother() {
        Map<String, String> database = TestDatabase.POSTGRES.settings();
        try (RunningAuth own = RunningAuth.start(database, Map.of("demo", "true", "database.pool-size", "4"));
                RunningAuth elsewhere = RunningAuth.start(
                        database,
                        Map.of(
                                "demo",
                                "true",
                                "database.pool-size",
                                "4",
                                "server.public-url",
                                "http://localhost:8091"))) {
            String foreign = tokens(elsewhere.calls()).path("access_token").stringValue();
            assertThat(OAuthClient.claims(foreign).path("iss").stringValue()).isEqualTo("http://localhost:8091");
            assertThat(OAuthClient.header(foreign).path("kid").stringValue())
                    .isEqualTo(OAuthClient.header(
                                    tokens(own.calls()).path("access_token").stringValue())
                            .path("kid")
                            .stringValue());
            assertThat(own.calls()
                            .get("/userinfo", Map.of("Authorization", "Bearer " + foreign))
                            .status())
                    .isEqualTo(401);
            assertThat(OAuthClient.exchange(own.calls(), foreign, "schedule-service")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Check("S16")
    @Test
    void s16AnHourLaterTheTokenHasEnded() {
        String token = tokens(calls).path("access_token").stringValue();
        auth.time().advance(Duration.ofHours(1));
        assertRefused("expired", token);
    }

    private Map<String, String> forgeries(String good) throws JOSEException, ParseException {
        String header = OAuthClient.header(good).toString();
        String claims = OAuthClient.claims(good).toString();
        String[] parts = good.split("\\.", -1);
        byte[] publicKey = JWKSet.parse(calls.get("/jwks").body())
                .getKeyByKeyId(OAuthClient.header(good).path("kid").stringValue())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> forgeries = new LinkedHashMap<>();
        for (String none : new String[] {"none", "None", "NONE", ""}) {
            forgeries.put("alg " + none, encode(header.replace("ES256", none)) + "." + parts[1] + ".");
            forgeries.put(
                    "signed, alg " + none, encode(header.replace("ES256", none)) + "." + parts[1] + "." + parts[2]);
        }
        String hmac = encode(header.replace("ES256", "HS256")) + "." + parts[1];
        forgeries.put(
                "HS256 with the public key",
                hmac + "."
                        + new MACSigner(publicKey)
                                .sign(new JWSHeader(JWSAlgorithm.HS256), hmac.getBytes(StandardCharsets.US_ASCII)));
        for (String kid : new String[] {"../../../../dev/null", "unknown", "", "' OR '1'='1"}) {
            forgeries.put("kid " + kid, foreign(withKid(header, kid), parts[1]));
        }
        forgeries.put("foreign key under our id", foreign(header, parts[1]));
        forgeries.put(
                "key in the header",
                foreign(withKid(header, "x").replaceFirst("}$", ",\"jwk\":{\"kty\":\"EC\"}}"), parts[1]));
        forgeries.put(
                "more scope",
                parts[0] + "." + encode(claims.replace("schedule:read", "schedule:write")) + "." + parts[2]);
        forgeries.put("no signature", parts[0] + "." + parts[1]);
        forgeries.put("zero signature", parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]));
        return forgeries;
    }

    private static String foreign(String header, String claims) throws JOSEException {
        String signed = encode(header) + "." + claims;
        return signed + "."
                + new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate())
                        .sign(new JWSHeader(JWSAlgorithm.ES256), signed.getBytes(StandardCharsets.US_ASCII));
    }

    private static String withKid(String header, String kid) {
        return header.replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":" + Json.text(kid));
    }

    private static String encode(String json) {
        return Base64URL.encode(json).toString();
    }

    private void assertRefused(String name, String token) {
        HttpCalls.Answer answer = userinfo(token);
        assertThat(answer.status()).as(name).isEqualTo(401);
        assertThat(answer.header("www-authenticate").orElseThrow()).as(name).contains("error=\"invalid_token\"");
        assertThat(introspect(token)).as(name).isEqualTo("{\"active\":false}");
        assertThat(OAuthClient.exchange(calls, token, "schedule-service").status())
                .as(name)
                .isEqualTo(400);
    }

    private HttpCalls.Answer userinfo(String token) {
        return calls.get("/userinfo", Map.of("Authorization", "Bearer " + token));
    }

    private String introspect(String token) {
        return calls.postForm("/introspect", OAuthClient.basic("mcp-gateway"), Browser.encode("token", token))
                .body();
    }

    private static JsonNode tokens(HttpCalls calls) {
        OAuthClient client = OAuthClient.register(calls, "Forged", "http://127.0.0.1/callback");
        return client.connect(new Browser(calls).signIn("ana@harbor.example"), SCOPES);
    }
}
