package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.TlsFront;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TlsHost;

/** One authorization server is the OpenID provider of an organisation at another one. */
class TwoServersTest {

    private static final String ROOT = "/admin/harbor-clinic/identity-provider";
    private static final String SECRET = "secret-of-the-relying-party-0123456789";
    private static final String CALLBACK = RunningAuth.ISSUER + "/sign-in/organisation/callback";

    private final TlsFront front = TlsFront.start();
    private final RunningAuth provider = RunningAuth.start(
            TestDatabase.H2.settings(),
            Map.of("demo", "true", "server.public-url", front.url(), "server.allowed-hosts", "localhost"));
    private final RunningAuth auth = RunningAuth.start(
            TestDatabase.H2.settings(),
            Map.of(
                    "demo", "true",
                    "outbound.allowed-networks", "127.0.0.1/32,::1/128",
                    "outbound.trust-file", TlsHost.trustFile().toString()));

    private final Browser there = new Browser(provider.calls());
    private final Browser here = new Browser(auth.calls());

    @AfterEach
    void stop() {
        auth.close();
        provider.close();
        front.close();
    }

    @Test
    void aPersonSignsInAtTheProviderAndIsSignedInHere() {
        prepare();
        HttpCalls.Answer form = here.get("/sign-in/organisation");
        HttpCalls.Answer away = here.submit("/sign-in/organisation", form, "organisation", "harbor-clinic");
        assertThat(away.status()).as(away.body()).isEqualTo(303);
        HttpCalls.Answer back = consent(path(away), "approve");
        HttpCalls.Answer done = here.get(path(back));
        assertThat(done.status()).as(done.body()).isEqualTo(303);
        assertThat(here.get("/").body()).contains("ana@harbor.example");
        assertThat(auth.content("external_identities")).contains("0197a000-0000-7000-8000-0000000000a2");
    }

    @Test
    void aPersonWhoDeniesThereIsNotSignedInHere() {
        prepare();
        HttpCalls.Answer form = here.get("/sign-in/organisation");
        HttpCalls.Answer away = here.submit("/sign-in/organisation", form, "organisation", "harbor-clinic");
        HttpCalls.Answer back = consent(path(away), "deny");
        assertThat(here.get(path(back)).status()).isEqualTo(403);
        assertThat(here.get("/").body()).doesNotContain("ana@harbor.example");
    }

    @Test
    void anAdministratorAddsChangesAndDropsTheProviderOnPages() {
        front.standBefore(provider.service().port());
        Browser admin = new Browser(auth.calls()).signIn("admin@harbor.example");
        assertThat(admin.get(ROOT).body()).contains("No provider yet.", ROOT + "/new");
        HttpCalls.Answer bad =
                admin.submit(ROOT, admin.get(ROOT + "/new"), "name", "Staff", "issuer", "http://x", "client_id", "w");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.body()).contains("role=\"alert\"", "value=\"http://x\"");
        add(admin);
        assertThat(admin.get(ROOT).body()).contains("Answers", CALLBACK).doesNotContain(SECRET);
        HttpCalls.Answer changed = admin.submit(
                ROOT + "/change", admin.get(ROOT + "/change"), "name", "All staff", "client_id", "watchbill");
        assertThat(changed.header("location")).contains(ROOT + "?done=changed");
        assertThat(admin.get(ROOT).body()).contains("All staff");
        HttpCalls.Answer dropped = admin.submit(ROOT + "/drop", admin.get(ROOT + "/drop"));
        assertThat(dropped.header("location")).contains(ROOT + "?done=dropped");
        assertThat(admin.get(ROOT).body()).contains("No provider yet.");
        assertThat(auth.content("outbox"))
                .contains("add_identity_provider", "change_identity_provider", "drop_identity_provider")
                .doesNotContain(SECRET);
    }

    /** A client of the provider, and the provider of the organisation here. */
    private void prepare() {
        front.standBefore(provider.service().port());
        provider.sql("UPDATE users SET email_verified_at = created_at");
        provider.sql(
                "INSERT INTO clients (id, kind, name, redirect_uris, created_at, seen_at, auth_method, secret_hash,"
                        + " organisation_id) SELECT 'watchbill', 'registered', 'Watchbill', '[\"" + CALLBACK
                        + "\"]', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'client_secret_basic', '" + SecretHash.of(SECRET)
                        + "', id FROM organisations WHERE slug = 'harbor-clinic'");
        add(new Browser(auth.calls()).signIn("admin@harbor.example"));
    }

    private void add(Browser admin) {
        HttpCalls.Answer added = admin.submit(
                ROOT,
                admin.get(ROOT + "/new"),
                "name",
                "Harbor staff",
                "issuer",
                front.url(),
                "client_id",
                "watchbill",
                "client_secret",
                SECRET);
        assertThat(added.header("location")).as(added.body()).contains(ROOT + "?done=added");
    }

    private HttpCalls.Answer consent(String authorize, String decision) {
        there.signIn("ana@harbor.example");
        HttpCalls.Answer page = there.get(authorize);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        HttpCalls.Answer answer = there.submit("/authorize/decision", page, "decision", decision, "lifetime", "90");
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer;
    }

    private static String path(HttpCalls.Answer redirect) {
        URI location = URI.create(redirect.header("location").orElseThrow());
        return location.getRawPath() + "?" + location.getRawQuery();
    }
}
