package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TlsHost;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ClientAuthenticationTest {

    private static final String SECRET = "a-secret-of-a-client-0123456789abcdefghijk:+/";
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Map<TestDatabase, RunningAuth> SHARED = new EnumMap<>(TestDatabase.class);
    private static final TlsHost HOST = TlsHost.start();
    private static final ECKey EC;
    private static final RSAKey RSA;
    private static final RSAKey SHORT_RSA;

    static {
        try {
            EC = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
            RSA = new RSAKeyGenerator(2048).keyID("rsa").generate();
            SHORT_RSA = new RSAKeyGenerator(1024, true).keyID("short").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private final RunningAuth auth;

    ClientAuthenticationTest(TestDatabase database) {
        auth = SHARED.computeIfAbsent(
                database,
                missing -> RunningAuth.start(
                        missing.settings(),
                        Map.of(
                                "demo", "true",
                                "outbound.allowed-networks", "127.0.0.1, ::1",
                                "outbound.trust-file", TlsHost.trustFile().toString())));
    }

    @Test
    void aSecretIsGoodInTheHeaderAndInTheFormWhicheverWasRegistered() {
        String client = withSecret();
        JsonNode answer = token(Map.of("Authorization", basic(client, SECRET))).json();
        assertThat(answer.path("scope").stringValue()).isEqualTo("schedule:read");
        assertThat(token(Map.of(), "client_id", client, "client_secret", SECRET).status())
                .isEqualTo(200);
    }

    @Test
    void theTokenOfAClientSpeaksForItsOrganisationAndForNoPerson() {
        String client = withSecret();
        JsonNode answer = token(
                        Map.of("Authorization", basic(client, SECRET)),
                        "scope",
                        "schedule:read schedule:write",
                        "resource",
                        RunningAuth.SCHEDULE)
                .json();
        JsonNode claims = OAuthClient.claims(answer.path("access_token").stringValue());
        assertThat(claims.path("sub").stringValue()).isEqualTo("client:" + client);
        assertThat(claims.path("role").stringValue()).isEqualTo("member");
        assertThat(claims.path("scope").stringValue()).isEqualTo("schedule:read");
        assertThat(claims.path("org_name").stringValue()).isEqualTo("Harbor Clinic");
        assertThat(claims.path("aud").toString()).contains(RunningAuth.SCHEDULE);
        assertThat(error(token(Map.of("Authorization", basic(client, SECRET)), "scope", "audit:read")))
                .isEqualTo("400 invalid_scope");
    }

    @Test
    void t06AWrongSecretIsRefusedWithAChallenge() {
        String client = withSecret();
        HttpCalls.Answer answer = token(Map.of("Authorization", basic(client, SECRET + "x")));
        assertThat(error(answer)).isEqualTo("401 invalid_client");
        assertThat(answer.header("www-authenticate").orElse("")).startsWith("Basic ");
        assertThat(error(token(Map.of(), "client_id", client, "client_secret", "x")))
                .isEqualTo("401 invalid_client");
        assertThat(error(token(Map.of(), "client_id", client)))
                .as("no secret at all")
                .isEqualTo("401 invalid_client");
    }

    @Test
    void t08TwoWaysAtOnceAreRefused() {
        String client = withSecret();
        String signer = withKeys(RSA.toPublicJWK());
        String[] assertion = assertion(signer, RSA, JWSAlgorithm.RS256);
        assertThat(error(token(Map.of("Authorization", basic(client, SECRET)), "client_secret", SECRET)))
                .isEqualTo("400 invalid_request");
        assertThat(error(token(Map.of("Authorization", basic(client, SECRET)), assertion)))
                .isEqualTo("400 invalid_request");
        assertThat(error(token(
                        Map.of(), "client_secret", SECRET, assertion[0], assertion[1], assertion[2], assertion[3])))
                .isEqualTo("400 invalid_request");
    }

    @Test
    void t09ASecretInTheQueryIsIgnored() {
        String client = withSecret();
        HttpCalls.Answer answer = auth.calls()
                .postForm(
                        "/token?" + Browser.encode("client_id", client, "client_secret", SECRET),
                        Map.of(),
                        Browser.encode("grant_type", "client_credentials"));
        assertThat(error(answer)).isEqualTo("401 invalid_client");
    }

    @Test
    void t10APublicClientHasNoRightsOfItsOwn() {
        OAuthClient client = OAuthClient.register(auth.calls(), "Public", OAuthClient.REDIRECT);
        assertThat(error(token(Map.of(), "client_id", client.id()))).isEqualTo("400 unauthorized_client");
    }

    @ParameterizedTest
    @CsvSource({"EC, ES256", "RSA, RS256", "RSA, PS256"})
    void aSignedAssertionProvesAClientOnce(String key, String algorithm) {
        String client = withKeys(EC.toPublicJWK(), RSA.toPublicJWK());
        String[] assertion = assertion(client, key.equals("EC") ? EC : RSA, JWSAlgorithm.parse(algorithm));
        assertThat(token(Map.of(), assertion).status()).isEqualTo(200);
        assertThat(error(token(Map.of(), assertion))).as("replayed").isEqualTo("401 invalid_client");
    }

    @Test
    void ofManyUsesOfOneAssertionAtTheSameTimeOneIsAccepted() throws Exception {
        String[] assertion = assertion(withKeys(EC.toPublicJWK()), EC, JWSAlgorithm.ES256);
        Callable<Integer> use = () -> token(Map.of(), assertion).status();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> use).toList());
            int accepted = 0;
            for (Future<Integer> answer : answers) {
                accepted += answer.get() == 200 ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aud",
                "sub",
                "expired",
                "too long",
                "no end",
                "no id",
                "from the future",
                "old",
                "other key",
                "short key",
                "none",
                "HS256 with the public key",
                "no assertion"
            })
    void aBadAssertionProvesNothing(String fault) throws JOSEException {
        String client = withKeys(EC.toPublicJWK(), SHORT_RSA.toPublicJWK());
        JWTClaimsSet good = claims(client);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder(good);
        String assertion = switch (fault) {
            case "aud" -> signed(claims.audience("https://other.example").build(), EC, JWSAlgorithm.ES256);
            case "sub" -> signed(claims.subject("mcp-gateway").build(), EC, JWSAlgorithm.ES256);
            case "expired" -> signed(claims.expirationTime(in(-1)).build(), EC, JWSAlgorithm.ES256);
            case "too long" -> signed(claims.expirationTime(in(3700)).build(), EC, JWSAlgorithm.ES256);
            case "no end" -> signed(claims.expirationTime(null).build(), EC, JWSAlgorithm.ES256);
            case "no id" -> signed(claims.jwtID(null).build(), EC, JWSAlgorithm.ES256);
            case "from the future" -> signed(claims.issueTime(in(120)).build(), EC, JWSAlgorithm.ES256);
            case "old" -> signed(claims.issueTime(in(-3700)).build(), EC, JWSAlgorithm.ES256);
            case "other key" ->
                signed(good, new ECKeyGenerator(Curve.P_256).keyID("ec").generate(), JWSAlgorithm.ES256);
            case "short key" -> signed(good, SHORT_RSA, JWSAlgorithm.RS256);
            case "none" -> new PlainJWT(good).serialize();
            case "HS256 with the public key" -> {
                SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good);
                jwt.sign(new MACSigner(EC.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
                yield jwt.serialize();
            }
            default -> "x.y.z";
        };
        assertThat(error(token(Map.of(), "client_assertion_type", TYPE, "client_assertion", assertion)))
                .isEqualTo("401 invalid_client");
        assertThat(token(Map.of(), assertion(client, EC, JWSAlgorithm.ES256)).status())
                .as("the same client, rightly")
                .isEqualTo(200);
    }

    @Test
    void anotherClientIdOrTypeBesideAnAssertionIsRefused() {
        String client = withKeys(EC.toPublicJWK());
        String[] assertion = assertion(client, EC, JWSAlgorithm.ES256);
        assertThat(error(token(Map.of(), assertion[0], assertion[1], assertion[2], assertion[3], "client_id", "other")))
                .isEqualTo("400 invalid_request");
        assertThat(error(token(Map.of(), "client_assertion_type", "other", assertion[2], assertion[3])))
                .isEqualTo("400 invalid_request");
    }

    @Test
    void aDescribedClientSignsWithTheKeysAtItsAddressAndMayReplaceThem() throws JOSEException {
        String id = HOST.uri("/" + UUID.randomUUID()).toString();
        String keys = "/" + UUID.randomUUID();
        HOST.json(URI.create(id).getPath(), """
                {"client_id":"%s","redirect_uris":["%s"],"token_endpoint_auth_method":"private_key_jwt","jwks_uri":"%s"}
                """.formatted(id, OAuthClient.REDIRECT, HOST.uri(keys)));
        HOST.json(keys, new JWKSet(EC.toPublicJWK()).toString());
        OAuthClient client = OAuthClient.of(auth.calls(), id);
        String code = client.code(new Browser(auth.calls()).signIn("ana@harbor.example"), "schedule:read");
        assertThat(error(client.redeem(code))).as("without proof").isEqualTo("401 invalid_client");
        JsonNode tokens = redeem(code, assertion(id, EC, JWSAlgorithm.ES256)).json();
        assertThat(tokens.has("refresh_token")).as(tokens.toString()).isTrue();

        ECKey next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
        HOST.json(keys, new JWKSet(next.toPublicJWK()).toString());
        String[] assertion = assertion(id, next, JWSAlgorithm.ES256);
        HttpCalls.Answer refreshed = post(
                Map.of(),
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.path("refresh_token").stringValue(),
                assertion[0],
                assertion[1],
                assertion[2],
                assertion[3]);
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
    }

    private HttpCalls.Answer redeem(String code, String... assertion) {
        return post(
                Map.of(),
                "grant_type",
                "authorization_code",
                "code",
                code,
                "code_verifier",
                OAuthClient.VERIFIER,
                assertion[0],
                assertion[1],
                assertion[2],
                assertion[3]);
    }

    private String withSecret() {
        return insert("'client_secret_post', '" + SecretHash.of(SECRET) + "', NULL");
    }

    private String withKeys(JWK... keys) {
        return insert("'private_key_jwt', NULL, '" + new JWKSet(List.of(keys)) + "'");
    }

    private String insert(String proof) {
        String id = "wbc_" + UUID.randomUUID();
        auth.sql("INSERT INTO clients (id, kind, name, redirect_uris, auth_method, secret_hash, jwks, grant_types,"
                + " organisation_id, scope, created_at, seen_at) SELECT '" + id + "', 'registered', 'Robot', '[]', "
                + proof + ", 'client_credentials', id, 'schedule:read', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP"
                + " FROM organisations WHERE name = 'Harbor Clinic'");
        return id;
    }

    private String[] assertion(String client, JWK key, JWSAlgorithm algorithm) {
        return new String[] {"client_assertion_type", TYPE, "client_assertion", signed(claims(client), key, algorithm)};
    }

    private JWTClaimsSet claims(String client) {
        return new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(RunningAuth.ISSUER)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(in(0))
                .expirationTime(in(60))
                .build();
    }

    private Date in(long seconds) {
        return Date.from(auth.time().instant().plus(Duration.ofSeconds(seconds)));
    }

    private static String signed(JWTClaimsSet claims, JWK key, JWSAlgorithm algorithm) {
        try {
            JWSSigner signer = key instanceof ECKey ec
                    ? new ECDSASigner(ec)
                    : new RSASSASigner(key.toRSAKey().toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()));
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpCalls.Answer token(Map<String, String> headers, String... form) {
        String[] all = new String[form.length + 2];
        System.arraycopy(form, 0, all, 0, form.length);
        all[form.length] = "grant_type";
        all[form.length + 1] = "client_credentials";
        return post(headers, all);
    }

    private HttpCalls.Answer post(Map<String, String> headers, String... form) {
        return auth.calls().postForm("/token", headers, Browser.encode(form));
    }

    private static String error(HttpCalls.Answer answer) {
        return answer.status() + " " + answer.json().path("error").stringValue();
    }

    private static String basic(String id, String secret) {
        String both = Browser.encode("", id).substring(1) + ":"
                + Browser.encode("", secret).substring(1);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
