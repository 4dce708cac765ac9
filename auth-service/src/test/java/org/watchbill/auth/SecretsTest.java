package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.DeviceClient;
import org.watchbill.auth.testing.Invites;
import org.watchbill.auth.testing.LogCapture;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.TokensPage;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.MailServerFake;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** What was secret or personal in a day's work is looked for in the log, in the audit events and in the database. */
class SecretsTest {

    private static final String EMAIL = "ana@harbor.example";
    private static final String PASSWORD = "watchbill-demo";

    private final List<String> secrets = new ArrayList<>(List.of(PASSWORD, OAuthClient.VERIFIER));

    @Check("S25")
    @ParameterizedTest
    @EnumSource
    void s25NoSecretIsLoggedOrAuditedOrStoredInPlainText(TestDatabase database) {
        try (LogCapture log = new LogCapture();
                MailServerFake mail = MailServerFake.start();
                RunningAuth auth = RunningAuth.start(database.settings(), settings(mail))) {
            work(auth.calls());
            goWrong(auth.calls());
            beAdministered(auth, mail);

            assertThat(log.text()).contains("org.watchbill");
            assertThat(auth.content("outbox")).contains("\"sign_in\"");
            assertThat(secrets)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(7));
            String stored = auth.everything();
            assertThat(stored).contains("Harbor Clinic", "Secrets");
            for (String secret : secrets) {
                assertThat(log.text()).doesNotContain(secret);
                assertThat(stored).doesNotContain(secret);
            }
            assertThat(log.text()).doesNotContain("@harbor.example", "@vale.example", "Ana Ruiz");
            assertThat(auth.content("outbox")).doesNotContain("@harbor.example", "@vale.example", "Ana Ruiz");
        }
    }

    private static Map<String, String> settings(MailServerFake mail) {
        Map<String, String> settings = new HashMap<>(mail.settings());
        settings.putAll(Map.of("demo", "true", "exchange.passwords", "true"));
        return settings;
    }

    private void work(HttpCalls calls) {
        OAuthClient client = OAuthClient.register(calls, "Secrets", "http://127.0.0.1/callback");
        Browser browser = new Browser(calls);
        HttpCalls.Answer page = browser.get("/sign-in");
        hidden(page, "csrf");
        browser.signIn(EMAIL);
        secrets.add(browser.cookie("watchbill_session"));
        hidden(browser.get(client.authorizePath("scope", "openid schedule:read")), "csrf", "ticket");
        String code = client.codeAt(browser, client.authorizePath("scope", "openid schedule:read"));
        secrets.add(code);
        JsonNode tokens = client.redeem(code).json();
        JsonNode refreshed = client.refresh(keep(tokens, "refresh_token")).json();
        keep(tokens, "id_token");
        keep(refreshed, "refresh_token");
        String access = keep(refreshed, "access_token");
        keep(OAuthClient.exchange(calls, access, "schedule-service").json(), "access_token");
        String apiToken = new TokensPage(browser).make("Secrets", "30", "schedule:read");
        secrets.add(apiToken);
        keep(
                OAuthClient.exchangeOf(
                                calls, "urn:watchbill:params:oauth:token-type:api-token", apiToken, "schedule-service")
                        .json(),
                "access_token");
        secrets.add(RunningAuth.secret("watchbill-cli"));
        calls.postForm("/token", OAuthClient.basic("watchbill-cli"), "grant_type=client_credentials");
        keep(password(calls, PASSWORD).json(), "access_token");
        client.redeem(code);
    }

    private void goWrong(HttpCalls calls) {
        Browser browser = new Browser(calls);
        browser.submit("/sign-in", browser.get("/sign-in"), "email", EMAIL, "password", secret("a guess at the page"));
        browser.submit("/sign-in", "email=x&password=" + secret("without-its-token"), Map.of());
        password(calls, secret("a guess at the gateway"));
        OAuthClient client = OAuthClient.register(calls, "Wrong", "http://127.0.0.1/callback");
        client.refresh(secret("no-refresh-token-at-all"));
        client.redeem(secret("no-code-at-all"));
        OAuthClient.exchange(calls, secret("no-access-token-at-all"), "schedule-service");
        String credentials = "watchbill-cli:" + secret("no-client-secret-at-all");
        calls.postForm(
                "/token",
                Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))),
                "grant_type=client_credentials");
        calls.get("/authorize?client_id=" + client.id() + "&state=" + secret("a-state-of-a-broken-request"));
        calls.get("/setup?token=" + secret("no-set-up-token-at-all"));
        calls.post("/register", "{\"client_name\":\"" + secret("broken-metadata") + "\"");
    }

    /** A device, tokens looked at and given back, an invitation and a forgotten password. */
    private void beAdministered(RunningAuth auth, MailServerFake mail) {
        JsonNode device = DeviceClient.register(auth).start().json();
        keep(device, "device_code");
        keep(device, "user_code");
        OAuthClient client = OAuthClient.register(auth.calls(), "Administered", "http://127.0.0.1/callback");
        Browser browser = new Browser(auth.calls()).signIn(EMAIL);
        String access = keep(client.connect(browser, "openid schedule:read"), "access_token");
        auth.calls().get("/userinfo", Map.of("Authorization", "Bearer " + access));
        auth.calls().get("/userinfo?access_token=" + access);
        auth.calls().postForm("/introspect", OAuthClient.basic("mcp-gateway"), Browser.encode("token", access));
        client.token("token", access, "client_id", client.id());
        auth.calls().postForm("/revoke", Map.of(), Browser.encode("token", access, "client_id", client.id()));
        Secret invitation = new Invites(auth).invite("nina@vale.example").secret();
        auth.calls().get("/invitation?token=" + secret(invitation.reveal()));

        Browser other = new Browser(auth.calls());
        other.submit("/forgot-password", other.get("/forgot-password"), "email", EMAIL);
        URI link = URI.create(mail.await(EMAIL, 1).link());
        secret(link.getRawQuery().replaceFirst("token=", ""));
        HttpCalls.Answer opened = other.get(link.getRawPath() + "?" + link.getRawQuery());
        HttpCalls.Answer page = other.get(opened.header("location").orElseThrow());
        HttpCalls.Answer changed = other.submit("/reset-password", page, "password", secret("quiet lamp under rivers"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(mail.await(EMAIL, 2).subject()).isEqualTo("Your password was changed");
    }

    private static HttpCalls.Answer password(HttpCalls calls, String password) {
        String json = "{\"username\":\"" + EMAIL + "\",\"password\":\"" + password + "\"}";
        String subject = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        return OAuthClient.exchangeOf(
                calls, "urn:watchbill:params:oauth:token-type:password", subject, "schedule-service");
    }

    private void hidden(HttpCalls.Answer page, String... names) {
        String form = Browser.hidden(page);
        for (String name : names) {
            assertThat(form).contains(name + "=");
            secrets.add(form.replaceAll(".*\\b" + name + "=([^&]*).*", "$1"));
        }
    }

    private String keep(JsonNode answer, String member) {
        assertThat(answer.has(member)).as(answer.toString()).isTrue();
        secrets.add(answer.path(member).stringValue());
        return secrets.getLast();
    }

    private String secret(String secret) {
        secrets.add(secret);
        return secret;
    }
}
