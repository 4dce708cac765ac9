package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.ForeignTokens;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TlsHost;

/** Signing in by a provider that answers as badly as it likes. */
class ProviderSignInTest {

    private static final String CLIENT = "watchbill-at-harbor";
    private static final String ANA = "ana@harbor.example";
    private static final String HARBOR = "0197a000-0000-7000-8000-000000000001";

    private static final RunningAuth AUTH = RunningAuth.start(
            TestDatabase.H2.settings(),
            Map.of(
                    "demo", "true",
                    "outbound.allowed-networks", "127.0.0.1/32,::1/128",
                    "outbound.trust-file", TlsHost.trustFile().toString()));
    private static final ECKey KEY = ForeignTokens.key();

    private final TlsHost host = TlsHost.start();
    private final Browser browser = new Browser(AUTH.calls());

    @AfterAll
    static void stop() {
        AUTH.close();
    }

    @BeforeEach
    void trustTheProvider() {
        describe(issuer());
        host.json("/jwks", new JWKSet(KEY).toString(true));
        AUTH.sql("DELETE FROM identity_providers");
        HttpCalls.Answer answer = setUp(issuer());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void aVerifiedAddressLinksOnceAndTheSubjectCountsFromThenOn() {
        assertThat(signIn(claims -> claims).status()).isEqualTo(303);
        assertThat(browser.get("/").body()).contains(ANA);
        Browser later = new Browser(AUTH.calls());
        HttpCalls.Answer again = signIn(
                later,
                claims -> claims.claim("email", "renamed@harbor.example").claim("email_verified", false),
                this::signed);
        assertThat(again.status()).as(again.body()).isEqualTo(303);
        assertThat(later.get("/").body()).contains(ANA);
    }

    @Test
    void thePersonGoesOnToWhereTheyWereGoing() {
        URI away = away(browser, "/account/tokens");
        host.json("/token", tokenAnswer(signed(claims(nonce(away)).build())));
        HttpCalls.Answer back = browser.get(callback(away, "code", "abc"));
        assertThat(back.header("location")).contains("/account/tokens");
        assertThat(host.requests()).anyMatch(request -> request.contains("code_verifier="));
    }

    @Test
    void theRequestHasPkceAndANonceAndNoMoreScopesThanNeeded() {
        assertThat(away(browser, "/").getRawQuery())
                .contains(
                        "response_type=code", "code_challenge_method=S256", "scope=openid+email", "client_id=" + CLIENT)
                .containsPattern("nonce=[A-Za-z0-9_-]{43}")
                .containsPattern("code_challenge=[A-Za-z0-9_-]{43}");
    }

    @Test
    void anUnverifiedAddressLinksNobody() {
        refused(signIn(claims -> claims.claim("email_verified", false)), 403);
        refused(signIn(claims -> claims.claim("email_verified", null)), 403);
    }

    @Test
    void whoHasNoAccountHereIsNotLetIn() {
        refused(signIn(claims -> claims.claim("email", "stranger@harbor.example")), 403);
    }

    @Test
    void aPersonOfAnotherOrganisationTooIsNotLetIn() {
        String ben = "0197a000-0000-7000-8000-0000000000a3";
        AUTH.addToSecondOrganisation(ben, "admin");
        refused(signIn(claims -> claims.claim("email", "ben@harbor.example")), 403);
        AUTH.sql("DELETE FROM memberships WHERE user_id = CAST('" + ben + "' AS uuid) AND organisation_id <> CAST('"
                + HARBOR + "' AS uuid)");
        assertThat(signIn(claims -> claims.claim("email", "ben@harbor.example").subject("subject-of-ben"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void anAddressThatWasGivenToSomebodyElseDoesNotOpenTheAccount() {
        assertThat(signIn(claims -> claims).status()).isEqualTo(303);
        refused(signIn(claims -> claims.subject("a new colleague")), 403);
        HttpCalls.Answer unlinked = api("DELETE", "/identity-provider/links/0197a000-0000-7000-8000-0000000000a2", "");
        assertThat(unlinked.status()).as(unlinked.body()).isEqualTo(204);
        assertThat(signIn(claims -> claims.subject("a new colleague")).status()).isEqualTo(303);
    }

    @Test
    void aSessionByTheProviderAloneMayNotChangeHowThePersonSignsIn() {
        assertThat(signIn(claims -> claims).status()).isEqualTo(303);
        assertThat(browser.get("/account/email").header("location").orElse("")).startsWith("/sign-in?continue=");
        HttpCalls.Answer form = browser.get("/account/password");
        assertThat(form.body()).contains("autocomplete=\"current-password\"");
        HttpCalls.Answer changed =
                browser.submit("/account/password", form, "password", "a password of the stranger 17");
        assertThat(changed.status()).as(changed.body()).isEqualTo(400);
        Browser byPassword = new Browser(AUTH.calls()).signIn(ANA);
        assertThat(byPassword.get("/account/email").status()).isEqualTo(200);
    }

    @Test
    void theTokenMustBeOfThisProviderForThisClientAndThisSignIn() {
        failed(claims -> claims.issuer("https://evil.example"));
        failed(claims -> claims.audience("another client"));
        failed(claims -> claims.audience(List.of(CLIENT, "another client")));
        failed(claims -> claims.claim("azp", "another client"));
        failed(claims -> claims.claim("nonce", "of another sign-in"));
        failed(claims -> claims.claim("nonce", null));
        failed(claims -> claims.expirationTime(at(-120)));
        failed(claims -> claims.issueTime(at(-3600)));
        failed(claims -> claims.issueTime(null));
        failed(claims -> claims.subject(" "));
        failed(claims -> claims.subject("s".repeat(256)));
    }

    @Test
    void theSignatureMustBeOneOfTheProvidersKeys() {
        ECKey other = ForeignTokens.key();
        refused(
                signIn(
                        browser,
                        claims -> claims,
                        claims -> ForeignTokens.signed(claims, JWSAlgorithm.ES256, ForeignTokens.signer(other))),
                502);
        refused(signIn(browser, claims -> claims, claims -> new PlainJWT(claims).serialize()), 502);
        byte[] publicKey = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        refused(
                signIn(
                        browser,
                        claims -> claims,
                        claims -> ForeignTokens.signed(claims, JWSAlgorithm.HS256, ForeignTokens.mac(publicKey))),
                502);
    }

    @Test
    void anAnswerComesOnceAndToTheBrowserThatAsked() {
        URI away = away(browser, "/");
        host.json("/token", tokenAnswer(signed(claims(nonce(away)).build())));
        refused(new Browser(AUTH.calls()).get(callback(away, "code", "abc")), 400);
        assertThat(browser.get(callback(away, "code", "abc")).status()).isEqualTo(303);
        refused(browser.get(callback(away, "code", "abc")), 400);
    }

    @Test
    void anAnswerAfterTenMinutesIsTooLate() {
        URI away = away(browser, "/");
        host.json("/token", tokenAnswer(signed(claims(nonce(away)).build())));
        AUTH.time().advance(Duration.ofMinutes(11));
        refused(browser.get(callback(away, "code", "abc")), 400);
    }

    @Test
    void anAnswerInTheNameOfAnotherIssuerIsRefused() {
        URI away = away(browser, "/");
        host.json("/token", tokenAnswer(signed(claims(nonce(away)).build())));
        refused(browser.get(callback(away, "code", "abc", "iss", "https://evil.example")), 502);
    }

    @Test
    void aRefusalAtTheProviderIsShown() {
        refused(browser.get(callback(away(browser, "/"), "error", "access_denied")), 403);
    }

    @Test
    void aProviderThatFailsIsSaidToFail() {
        URI away = away(browser, "/");
        host.answer("/token", 500, "oops");
        refused(browser.get(callback(away, "code", "abc")), 502);
        URI second = away(browser, "/");
        host.answer("/token", 302, "", "Location: http://169.254.169.254/");
        refused(browser.get(callback(second, "code", "abc")), 502);
    }

    @Test
    void anOrganisationWithoutProviderAndAnUnknownOneLookTheSame() {
        AUTH.sql("DELETE FROM identity_providers");
        HttpCalls.Answer none = begin(browser, "harbor-clinic", "/");
        HttpCalls.Answer unknown = begin(browser, "no-such-clinic", "/");
        assertThat(none.status()).isEqualTo(400);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(withoutForm(none).replace("value=\"harbor-clinic\"", ""))
                .isEqualTo(withoutForm(unknown).replace("value=\"no-such-clinic\"", ""));
    }

    @Test
    void aTrialTellsWhatIsWrongWithTheProvider() {
        assertThat(api("GET", "/identity-provider/trial", "")
                        .json()
                        .path("usable")
                        .booleanValue())
                .isTrue();
        AUTH.sql("DELETE FROM identity_providers");
        try (TlsHost other = TlsHost.start()) {
            String issuer = other.uri("").toString();
            other.json("/.well-known/openid-configuration", description("https://evil.example"));
            assertThat(setUp(issuer).status()).isEqualTo(200);
            assertThat(api("GET", "/identity-provider/trial", "").body()).contains("of another issuer");
        }
    }

    @Test
    void onlyAnHttpsAddressIsAnIssuer() {
        AUTH.sql("DELETE FROM identity_providers");
        assertThat(setUp("http://localhost:1").status()).isEqualTo(400);
        assertThat(setUp("https://user@harbor.example").status()).isEqualTo(400);
        assertThat(setUp("https://harbor.example/?a=b").status()).isEqualTo(400);
        assertThat(setUp("https://harbor.example/#a").status()).isEqualTo(400);
    }

    @Test
    void aProviderOnThePrivateNetworkIsNotCalled() {
        AUTH.sql("DELETE FROM identity_providers");
        assertThat(setUp("https://10.0.0.1").status()).isEqualTo(200);
        assertThat(begin(browser, "harbor-clinic", "/").status()).isEqualTo(502);
    }

    @Test
    void theSecretIsSealedAndNeverShown() {
        assertThat(AUTH.content("identity_providers")).doesNotContain("provider-secret");
        assertThat(api("GET", "/identity-provider", "").body()).doesNotContain("secret");
        assertThat(AUTH.content("outbox")).doesNotContain("provider-secret");
    }

    private static String withoutForm(HttpCalls.Answer page) {
        return page.body().replaceAll("name=\"csrf\" value=\"[^\"]*\"", "");
    }

    private void failed(UnaryOperator<JWTClaimsSet.Builder> change) {
        refused(signIn(change), 502);
    }

    private static void refused(HttpCalls.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("set-cookie").orElse("")).doesNotContain("watchbill_session=");
    }

    private HttpCalls.Answer signIn(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signIn(browser, change, this::signed);
    }

    private HttpCalls.Answer signIn(
            Browser visitor, UnaryOperator<JWTClaimsSet.Builder> change, Function<JWTClaimsSet, String> signature) {
        URI away = away(visitor, "/");
        String token = signature.apply(change.apply(claims(nonce(away))).build());
        host.json("/token", tokenAnswer(token));
        return visitor.get(callback(away, "code", "abc"));
    }

    private URI away(Browser visitor, String continueTo) {
        HttpCalls.Answer answer = begin(visitor, "harbor-clinic", continueTo);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return URI.create(answer.header("location").orElseThrow());
    }

    private static HttpCalls.Answer begin(Browser visitor, String organisation, String continueTo) {
        HttpCalls.Answer form = visitor.get("/sign-in/organisation?" + Browser.encode("continue", continueTo));
        return visitor.submit("/sign-in/organisation", form, "organisation", organisation);
    }

    private static String callback(URI away, String... parameters) {
        return "/sign-in/organisation/callback?" + Browser.encode("state", parameter(away, "state")) + "&"
                + Browser.encode(parameters);
    }

    private static String nonce(URI away) {
        return parameter(away, "nonce");
    }

    private static String parameter(URI away, String name) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : away.getQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        return parameters.getOrDefault(name, "");
    }

    private JWTClaimsSet.Builder claims(String nonce) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("subject-of-ana")
                .audience(CLIENT)
                .issueTime(at(0))
                .expirationTime(at(300))
                .claim("nonce", nonce)
                .claim("email", ANA)
                .claim("email_verified", true);
    }

    private static Date at(int seconds) {
        Instant now = AUTH.time().instant();
        return Date.from(now.plusSeconds(seconds));
    }

    private String signed(JWTClaimsSet claims) {
        return ForeignTokens.signed(claims, JWSAlgorithm.ES256, ForeignTokens.signer(KEY));
    }

    private static String tokenAnswer(String token) {
        return Json.text(Map.of("access_token", "x", "token_type", "Bearer", "id_token", token));
    }

    private String issuer() {
        return host.uri("").toString();
    }

    private void describe(String issuer) {
        host.json("/.well-known/openid-configuration", description(issuer));
    }

    private String description(String issuer) {
        return Json.text(Map.of(
                "issuer", issuer,
                "authorization_endpoint", host.uri("/authorize").toString(),
                "token_endpoint", host.uri("/token").toString(),
                "jwks_uri", host.uri("/jwks").toString()));
    }

    private HttpCalls.Answer setUp(String issuer) {
        return api(
                "POST",
                "/identity-provider",
                Json.text(Map.of(
                        "name",
                        "Harbor staff",
                        "issuer",
                        issuer,
                        "client_id",
                        CLIENT,
                        "client_secret",
                        "provider-secret-0123456789")));
    }

    private static HttpCalls.Answer api(String method, String path, String body) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + adminToken(), "Content-Type", "application/json");
        return AUTH.calls().send(method, "/api/v1" + path, headers, body);
    }

    private static String adminToken() {
        OAuthClient client = OAuthClient.register(AUTH.calls(), "Admin's tool", OAuthClient.REDIRECT);
        Browser admin = new Browser(AUTH.calls()).signIn("admin@harbor.example");
        String path = client.authorizePath(
                "scope", "organisation:read organisation:write", "resource", RunningAuth.ISSUER + "/api");
        return client.redeem(client.codeAt(admin, path, "organisation:write"))
                .json()
                .path("access_token")
                .stringValue();
    }
}
