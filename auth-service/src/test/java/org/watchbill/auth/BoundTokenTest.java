package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.ProofKey;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Tokens that are bound to a key of the client (DPoP, RFC 9449). */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BoundTokenTest {

    private static final String TOKEN = RunningAuth.ISSUER + "/token";
    private static final String USERINFO = RunningAuth.ISSUER + "/userinfo";

    private final RunningAuth auth;
    private final OAuthClient client;
    private final ProofKey key = new ProofKey();

    BoundTokenTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        client = OAuthClient.register(auth.calls(), "Bound", OAuthClient.REDIRECT);
    }

    @Test
    void aProofBindsTheTokenAndTheConnection() {
        JsonNode first = redeemed(proof(key));
        assertThat(first.path("token_type").stringValue()).isEqualTo("DPoP");
        assertThat(OAuthClient.claims(first.path("access_token").stringValue())
                        .at("/cnf/jkt")
                        .stringValue())
                .isEqualTo(key.thumbprint());
        String refresh = first.path("refresh_token").stringValue();
        refused(refresh(refresh, ""), "invalid_grant");
        refused(refresh(refresh, proof(new ProofKey())), "invalid_grant");
        JsonNode second = refresh(refresh, proof(key)).json();
        assertThat(second.path("token_type").stringValue()).isEqualTo("DPoP");
        assertThat(refresh(second.path("refresh_token").stringValue(), proof(key))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutAProofNothingIsBound() {
        JsonNode first = redeemed("");
        assertThat(first.path("token_type").stringValue()).isEqualTo("Bearer");
        assertThat(OAuthClient.claims(first.path("access_token").stringValue()).has("cnf"))
                .isFalse();
        assertThat(refresh(first.path("refresh_token").stringValue(), "").status())
                .isEqualTo(200);
    }

    @Test
    void aProofThatProvesNothingIsRefusedAndTheCodeLives() {
        String code = client.code(browser(), "openid schedule:read");
        String used = proof(key);
        assertThat(redeem(client.code(browser(), "openid schedule:read"), used).status())
                .isEqualTo(200);
        refused(redeem(code, used), "invalid_dpop_proof");
        refused(redeem(code, key.proof("POST", TOKEN + "/x", now())), "invalid_dpop_proof");
        refused(redeem(code, key.proof("GET", TOKEN, now())), "invalid_dpop_proof");
        refused(redeem(code, key.proof("POST", TOKEN, now().minus(Duration.ofSeconds(61)))), "invalid_dpop_proof");
        refused(redeem(code, "nonsense"), "invalid_dpop_proof");
        assertThat(redeem(code, proof(key)).status()).isEqualTo(200);
    }

    @Test
    void ownResourcesTakeABoundTokenFromItsHolderOnly() {
        String token = redeemed(proof(key)).path("access_token").stringValue();
        assertThat(userinfo("DPoP " + token, key.proof("GET", USERINFO, now(), token))
                        .status())
                .isEqualTo(200);
        String proof = key.proof("GET", USERINFO, now(), token);
        assertThat(userinfo("DPoP " + token, proof).status()).isEqualTo(200);
        assertThat(userinfo("DPoP " + token, proof).status()).isEqualTo(401);
        assertThat(userinfo("Bearer " + token, "").status()).isEqualTo(401);
        assertThat(userinfo("DPoP " + token, "").status()).isEqualTo(401);
        assertThat(userinfo("DPoP " + token, new ProofKey().proof("GET", USERINFO, now(), token))
                        .header("www-authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("DPoP error=\"invalid_dpop_proof\""));
    }

    @Test
    void ownResourcesTakeABearerTokenAsOne() {
        String token = redeemed("").path("access_token").stringValue();
        assertThat(userinfo("Bearer " + token, "").status()).isEqualTo(200);
        assertThat(userinfo("DPoP " + token, key.proof("GET", USERINFO, now(), token))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theServicesLearnToWhichKeyATokenIsBound() {
        String path = client.authorizePath("scope", "schedule:read", "resource", RunningAuth.SCHEDULE);
        String code = client.codeAt(browser(), path);
        String token = redeem(code, proof(key)).json().path("access_token").stringValue();
        JsonNode answer = auth.calls()
                .postForm("/introspect", OAuthClient.basic("schedule-service"), Browser.encode("token", token))
                .json();
        assertThat(answer.path("active").booleanValue()).isTrue();
        assertThat(answer.path("token_type").stringValue()).isEqualTo("DPoP");
        assertThat(answer.at("/cnf/jkt").stringValue()).isEqualTo(key.thumbprint());
    }

    private Instant now() {
        return auth.time().instant();
    }

    private String proof(ProofKey by) {
        return by.proof("POST", TOKEN, now());
    }

    private Browser browser() {
        return new Browser(auth.calls()).signIn("ana@harbor.example");
    }

    private JsonNode redeemed(String proof) {
        HttpCalls.Answer answer = redeem(client.code(browser(), "openid schedule:read"), proof);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private HttpCalls.Answer redeem(String code, String proof) {
        return post(
                proof,
                "grant_type",
                "authorization_code",
                "code",
                code,
                "client_id",
                client.id(),
                "code_verifier",
                OAuthClient.VERIFIER);
    }

    private HttpCalls.Answer refresh(String token, String proof) {
        return post(proof, "grant_type", "refresh_token", "refresh_token", token, "client_id", client.id());
    }

    private HttpCalls.Answer post(String proof, String... form) {
        return auth.calls().postForm("/token", headers(proof), Browser.encode(form));
    }

    private HttpCalls.Answer userinfo(String authorization, String proof) {
        Map<String, String> headers = headers(proof);
        headers.put("Authorization", authorization);
        return auth.calls().get("/userinfo", headers);
    }

    private static Map<String, String> headers(String proof) {
        Map<String, String> headers = new HashMap<>();
        if (!proof.isEmpty()) {
            headers.put("DPoP", proof);
        }
        return headers;
    }

    private static void refused(HttpCalls.Answer answer, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo(error);
    }
}
