package org.watchbill.kit.token.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.testing.MovableTime;
import org.watchbill.kit.testing.ProofKey;

class DpopProofTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final String TARGET = "https://gateway.example/mcp";
    private static final String TOKEN = "eyJ.eyJ.sig";
    private static final DpopProof.Request PLAIN = new DpopProof.Request("POST", URI.create(TARGET), Optional.empty());
    private static final DpopProof.Request WITH_TOKEN =
            new DpopProof.Request("POST", URI.create(TARGET), Optional.of(TOKEN));

    private final ProofKey key = new ProofKey();

    @Test
    void aGoodProofNamesItsKey() {
        DpopProof proof = DpopProof.check(key.proof("POST", TARGET, NOW, TOKEN), WITH_TOKEN, NOW);
        assertThat(proof.thumbprint()).isEqualTo(key.thumbprint()).hasSize(43);
        assertThat(DpopProof.check(key.proof("POST", TARGET, NOW), PLAIN, NOW).id())
                .isNotEqualTo(proof.id());
    }

    /** RFC 9449 section 4.1, figure 2, of the Instant that it was made at. */
    @Test
    void theExampleOfTheRfcIsGood() {
        String example =
                "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUkl"
                        + "DUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSI"
                        + "sImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4"
                        + "YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0"
                        + "x7NVY-FNyJK70nfbV37xRZT3Lg";
        DpopProof.Request request =
                new DpopProof.Request("POST", URI.create("https://server.example.com/token"), Optional.empty());
        DpopProof proof = DpopProof.check(example, request, Instant.ofEpochSecond(1562262616));
        assertThat(proof).isEqualTo(new DpopProof("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", "-BwC3ESc6acc2lTc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://GATEWAY.example/mcp",
                "HTTPS://gateway.example:443/mcp",
                "https://gateway.example/mcp?toolsets=all",
                "https://gateway.example/mcp#there",
            })
    void theUrlIsComparedWithoutQueryAndByItsMeaning(String target) {
        assertThat(DpopProof.check(key.proof("POST", target, NOW), PLAIN, NOW).thumbprint())
                .isEqualTo(key.thumbprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway.example/mcp",
                "https://gateway.example:8443/mcp",
                "https://gateway.example/mcp/",
                "https://gateway.example/MCP",
                "https://evil.example/mcp",
                "/mcp",
                "not a url",
                "",
            })
    void aProofForAnotherUrlIsRefused(String target) {
        refused(key.proof("POST", target, NOW), PLAIN, NOW);
    }

    @ParameterizedTest
    @CsvSource({"-61, false", "-60, true", "0, true", "60, true", "61, false"})
    void aProofIsOfThisMoment(int seconds, boolean good) {
        String proof = key.proof("POST", TARGET, NOW.plusSeconds(seconds));
        if (good) {
            assertThat(DpopProof.check(proof, PLAIN, NOW).thumbprint()).isEqualTo(key.thumbprint());
        } else {
            refused(proof, PLAIN, NOW);
        }
    }

    @Test
    void methodTokenAndIdMustFit() {
        refused(key.proof("GET", TARGET, NOW), PLAIN, NOW);
        refused(key.proof("post", TARGET, NOW), PLAIN, NOW);
        refused(key.proof("POST", TARGET, NOW), WITH_TOKEN, NOW);
        refused(key.proof("POST", TARGET, NOW, TOKEN + "x"), WITH_TOKEN, NOW);
        changed(claims -> claims.jwtID(null));
        changed(claims -> claims.jwtID(""));
        changed(claims -> claims.jwtID("i".repeat(201)));
        changed(claims -> claims.issueTime(null));
        changed(claims -> claims.claim("htm", null));
        changed(claims -> claims.claim("htu", null));
        changed(claims -> claims.claim("htu", 5));
    }

    @Test
    void theHeaderMustNameAPublicKeyThatSigned() {
        JWTClaimsSet claims = claims();
        refused(key.proof(claims, header -> header.type(JOSEObjectType.JWT)), PLAIN, NOW);
        refused(key.proof(claims, header -> header.type(null)), PLAIN, NOW);
        refused(key.proof(claims, header -> header.jwk(null)), PLAIN, NOW);
        refused(key.proof(claims, header -> header.jwk(new ProofKey().key().toPublicJWK())), PLAIN, NOW);
        String good = key.proof(claims, header -> header);
        refused(good.substring(0, good.length() - 4) + "AAAA", PLAIN, NOW);
        refused(good.substring(0, good.lastIndexOf('.') + 1), PLAIN, NOW);
        refused("a.b.c", PLAIN, NOW);
        refused("x".repeat(5000), PLAIN, NOW);
    }

    @Test
    void weakKeysAndSharedSecretsAreRefused() throws JOSEException {
        RSAKey strong = new RSAKeyGenerator(2048).generate();
        SignedJWT byRsa = unsigned(JWSAlgorithm.PS256, strong.toPublicJWK());
        byRsa.sign(new RSASSASigner(strong));
        assertThat(DpopProof.check(byRsa.serialize(), PLAIN, NOW).thumbprint())
                .isEqualTo(strong.computeThumbprint().toString());
        RSAKey weak = new RSAKeyGenerator(1024, true).generate();
        SignedJWT byWeak = unsigned(JWSAlgorithm.RS256, weak.toPublicJWK());
        byWeak.sign(new RSASSASigner(weak.toRSAPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())));
        refused(byWeak.serialize(), PLAIN, NOW);
        OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).generate();
        SignedJWT byMac = unsigned(JWSAlgorithm.HS256, strong.toPublicJWK());
        byMac.sign(new MACSigner(secret));
        refused(byMac.serialize(), PLAIN, NOW);
    }

    @Test
    void aProofIsSeenOnceForAsLongAsItIsGood() {
        MovableTime time = new MovableTime(NOW);
        ProofMemory memory = new ProofMemory(time);
        DpopProof proof = new DpopProof("key", "id");
        assertThat(memory.isFirst(proof)).isTrue();
        assertThat(memory.isFirst(new DpopProof("key", "id"))).isFalse();
        assertThat(memory.isFirst(new DpopProof("other", "id"))).isTrue();
        time.advance(Duration.ofSeconds(119));
        assertThat(memory.isFirst(proof)).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(memory.isFirst(proof)).isTrue();
    }

    private void changed(UnaryOperator<JWTClaimsSet.Builder> change) {
        refused(key.proof("POST", TARGET, NOW, change), PLAIN, NOW);
    }

    private static void refused(String proof, DpopProof.Request request, Instant now) {
        assertThatThrownBy(() -> DpopProof.check(proof, request, now)).isInstanceOf(InvalidProofException.class);
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .jwtID("an id")
                .claim("htm", "POST")
                .claim("htu", TARGET)
                .issueTime(Date.from(NOW))
                .build();
    }

    private static SignedJWT unsigned(JWSAlgorithm algorithm, JWK key) {
        return new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(key)
                        .build(),
                claims());
    }
}
