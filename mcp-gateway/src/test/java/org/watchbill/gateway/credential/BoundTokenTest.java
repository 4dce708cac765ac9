package org.watchbill.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.ProofKey;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;

/** Access tokens that only the holder of a key may use (RFC 9449 section 7). */
class BoundTokenTest {

    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");
    private static final String TARGET = "http://localhost:8080/mcp";

    private final RunningGateway gateway = new RunningGateway();
    private final ProofKey key = new ProofKey();
    private final String token = token(key);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void theHolderOfTheKeyIsLetInWithAProofForEachRequest() {
        assertThat(call("DPoP " + token, proof(key)).status()).isEqualTo(200);
        assertThat(call("dpop " + token, proof(key)).status()).isEqualTo(200);
    }

    @Test
    void aProofCountsOnce() {
        String proof = proof(key);
        assertThat(call("DPoP " + token, proof).status()).isEqualTo(200);
        refused(call("DPoP " + token, proof));
    }

    @Test
    void aBoundTokenIsNoBearerToken() {
        refused(call("Bearer " + token, ""));
        refused(call("Bearer " + token, proof(key)));
    }

    @Test
    void aBearerTokenIsNotMadeBoundByAProof() {
        refused(call("DPoP " + gateway.memberToken(), proof(key)));
        assertThat(call("Bearer " + gateway.memberToken(), "").status()).isEqualTo(200);
    }

    @Test
    void anotherKeyOrNoProofIsRefused() {
        refused(call("DPoP " + token, proof(new ProofKey())));
        refused(call("DPoP " + token, ""));
        refused(call("DPoP " + token, "nonsense"));
    }

    @Test
    void aProofForAnotherTokenUrlMethodOrTimeIsRefused() {
        refused(call("DPoP " + token, key.proof("POST", TARGET, gateway.time().instant(), token(key) + "x")));
        refused(call("DPoP " + token, key.proof("POST", TARGET, gateway.time().instant())));
        refused(call(
                "DPoP " + token, key.proof("POST", TARGET + "/x", gateway.time().instant(), token)));
        refused(call("DPoP " + token, key.proof("GET", TARGET, gateway.time().instant(), token)));
        String proof = proof(key);
        gateway.time().advance(Duration.ofSeconds(61));
        refused(call("DPoP " + token, proof));
    }

    @Test
    void aConfirmationThatCannotBeCheckedMakesATokenUnusable() {
        String other = gateway.auth()
                .clientToken(
                        ANA,
                        RunningGateway.RESOURCE,
                        claims -> claims.putObject("cnf").put("x5t#S256", "abc"));
        assertThat(call("Bearer " + other, "").status()).isEqualTo(401);
    }

    private String token(ProofKey owner) {
        return gateway.auth()
                .clientToken(
                        ANA,
                        RunningGateway.RESOURCE,
                        claims -> claims.putObject("cnf").put("jkt", owner.thumbprint()));
    }

    private String proof(ProofKey by) {
        return by.proof("POST", TARGET, gateway.time().instant(), token);
    }

    private static void refused(WireReply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .startsWith("DPoP error=\"invalid_dpop_proof\", algs=\"ES256 ES384 PS256 RS256\"");
    }

    private WireReply call(String authorization, String proof) {
        ModernClient client = gateway.member();
        Map<String, String> headers = new HashMap<>(client.headers("server/discover", Json.object()));
        headers.put("Authorization", authorization);
        if (!proof.isEmpty()) {
            headers.put("DPoP", proof);
        }
        return client.post(headers, Json.bytes(client.message(1, "server/discover", Json.object())));
    }
}
