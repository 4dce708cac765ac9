package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** The pages on which administrators look after service accounts and their tokens. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ServiceAccountsPageTest {

    private static final String LIST = "/admin/harbor-clinic/service-accounts";
    private static final Pattern EDIT =
            Pattern.compile("href=\"" + LIST + "/([0-9a-f-]{36})\" aria-label=\"Edit ([^\"]*)\"");
    private static final Pattern SECRET = Pattern.compile("wb_[0-9A-Za-z]{49}");

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser admin;

    ServiceAccountsPageTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        calls = auth.calls();
        auth.sql("DELETE FROM service_accounts");
        admin = new Browser(calls).signIn("admin@harbor.example");
    }

    @Test
    void anAdministratorMakesOneAndItIsListedAndRecordedWithoutItsName() {
        HttpCalls.Answer done = create("Roster import", "member");
        assertThat(done.status()).isEqualTo(303);
        assertThat(admin.get(done.header("location").orElseThrow()).body())
                .contains("The service account is made.", "Roster import", "data-label=\"Role\">Member");
        String row = auth.content("outbox")
                .lines()
                .filter(line -> line.contains("create_service_account"))
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(row).contains("0197a000-0000-7000-8000-0000000000a1", "user").doesNotContain("Roster import");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/new", "/0197a000-0000-7000-8000-00000000ffff", "/x", "/x/disable", "/x/tokens/new"})
    void forMembersAndStrangersThereIsNoSuchPage(String rest) {
        assertThat(new Browser(calls)
                        .signIn("ana@harbor.example")
                        .get(LIST + rest)
                        .status())
                .isEqualTo(404);
        assertThat(admin.get("/admin/dock-hospital/service-accounts" + rest).status())
                .isEqualTo(404);
        HttpCalls.Answer stranger = new Browser(calls).get(LIST + rest);
        assertThat(stranger.status()).isEqualTo(303);
        assertThat(stranger.header("location").orElseThrow()).startsWith("/sign-in?continue=");
    }

    @Test
    void aMemberCannotSendTheForms() {
        Browser ana = new Browser(calls).signIn("ana@harbor.example");
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"")
                .matcher(ana.get("/").body());
        assertThat(csrf.find()).isTrue();
        String form = Browser.encode("csrf", csrf.group(1), "once", "x", "name", "Mine", "role", "admin");
        assertThat(ana.submit(LIST, form, Map.of()).status()).isEqualTo(404);
        assertThat(auth.content("service_accounts")).isEmpty();
    }

    @Test
    void s05FormsNeedTheTokenOfThisBrowserAndOurOrigin() {
        String form =
                Browser.hidden(admin.get(LIST + "/new")) + "&" + Browser.encode("name", "Forged", "role", "member");
        assertThat(admin.submit(LIST, form.replaceAll("csrf=[^&]*", ""), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(admin.submit(LIST, form, Map.of("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(new Browser(calls)
                        .signIn("admin@harbor.example")
                        .submit(LIST, form, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(auth.content("service_accounts")).isEmpty();
    }

    @Test
    void aFormThatIsSentTwiceMakesOneAccount() {
        HttpCalls.Answer form = admin.get(LIST + "/new");
        for (int i = 0; i < 2; i++) {
            assertThat(admin.submit(LIST, form, "name", "Once", "role", "member")
                            .status())
                    .isEqualTo(303);
        }
        assertThat(auth.content("service_accounts").lines()).hasSize(1);
        assertThat(admin.submit(LIST, form, "name", "Other", "role", "member").status())
                .isEqualTo(409);
    }

    @Test
    void faultsAreToldAndWhatWasTypedIsKept() {
        create("Taken", "member");
        HttpCalls.Answer taken = create("TAKEN", "admin");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).contains("has this name", "value=\"TAKEN\"", "<option value=\"admin\" selected>");
        HttpCalls.Answer blank = create("  ", "member");
        assertThat(blank.status()).isEqualTo(400);
        assertThat(blank.body()).contains("Give the service account a name");
        assertThat(create("n".repeat(81), "member").status()).isEqualTo(400);
        assertThat(create("Role", "owner").status()).isEqualTo(400);
        assertThat(auth.content("service_accounts").lines()).hasSize(1);
    }

    @Test
    void whoHasSeenAnOlderVersionChangesNothing() {
        create("Old", "member");
        String path = LIST + "/" + id("Old");
        HttpCalls.Answer seen = admin.get(path);
        HttpCalls.Answer deletion = admin.get(path + "/delete");
        assertThat(admin.submit(path, admin.get(path), "name", "New", "role", "admin")
                        .status())
                .isEqualTo(303);
        HttpCalls.Answer stale = admin.submit(path, seen, "name", "Newer", "role", "member");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.body()).contains("Somebody else has changed this meanwhile");
        assertThat(admin.submit(path + "/delete", deletion).status()).isEqualTo(412);
        assertThat(admin.get(LIST).body()).contains("New", "Administrator").doesNotContain("Newer");
    }

    @Test
    void aTokenIsShownOnceAndSpeaksForTheAccountWithoutAnAddress() {
        create("Roster import", "member");
        String path = LIST + "/" + id("Roster import") + "/tokens";
        HttpCalls.Answer form = admin.get(path + "/new");
        assertThat(form.body()).contains("requests:write").doesNotContain("requests:approve");
        HttpCalls.Answer made = admin.submit(path, form, "name", "Server room", "days", "30", "scope", "schedule:read");
        String secret = secret(made);
        assertThat(made.header("cache-control")).contains("no-store");

        JsonNode claims =
                OAuthClient.claims(exchange(secret).json().path("access_token").stringValue());
        assertThat(claims.path("sub").stringValue()).isEqualTo("service-account:" + id("Roster import"));
        assertThat(claims.path("name").stringValue()).isEqualTo("Roster import");
        assertThat(claims.path("role").stringValue()).isEqualTo("member");
        assertThat(claims.path("scope").stringValue()).isEqualTo("schedule:read");
        assertThat(claims.has("email")).isFalse();

        HttpCalls.Answer again =
                admin.submit(path, form, "name", "Server room", "days", "30", "scope", "schedule:read");
        assertThat(again.status()).isEqualTo(303);
        assertThat(auth.content("api_tokens").lines().filter(line -> line.contains("Server room")))
                .hasSize(1);
        assertThat(auth.content("command")).doesNotContain(secret);
    }

    @Test
    void aTokenCanDoNoMoreThanTheRole() {
        create("Small", "member");
        String path = LIST + "/" + id("Small") + "/tokens";
        HttpCalls.Answer refused =
                admin.submit(path, admin.get(path + "/new"), "name", "x", "days", "30", "scope", "requests:approve");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("role does not allow this");
        HttpCalls.Answer forEver =
                admin.submit(path, admin.get(path + "/new"), "name", "x", "days", "366", "scope", "schedule:read");
        assertThat(forEver.status()).isEqualTo(400);
        assertThat(forEver.body()).contains("A token lives from 1 to 365 days.");
    }

    @Test
    void aDisabledAccountCanDoNothingAndAnEnabledOneAgain() {
        String secret = token("Switched");
        String path = LIST + "/" + id("Switched");
        assertThat(exchange(secret).status()).isEqualTo(200);
        HttpCalls.Answer asked = admin.get(path + "/disable");
        assertThat(asked.body()).contains("Disable Switched?");
        assertThat(admin.submit(path + "/disable", asked).status()).isEqualTo(303);
        assertThat(exchange(secret).status()).isEqualTo(400);
        assertThat(admin.get(LIST).body()).contains("<span class=\"badge off\">disabled</span>");
        assertThat(admin.submit(path + "/enable", admin.get(path + "/enable")).status())
                .isEqualTo(303);
        assertThat(exchange(secret).status()).isEqualTo(200);
    }

    @Test
    void aDeletedAccountTakesItsTokensAlong() {
        String secret = token("Gone");
        String path = LIST + "/" + id("Gone");
        assertThat(admin.submit(path + "/delete", admin.get(path + "/delete")).status())
                .isEqualTo(303);
        assertThat(exchange(secret).status()).isEqualTo(400);
        assertThat(auth.content("service_accounts")).isEmpty();
        assertThat(admin.get(path).status()).isEqualTo(404);
    }

    @Test
    void anotherOrganisationsAccountIsUnknown() {
        create("Ours", "member");
        String id = id("Ours");
        auth.sql("DELETE FROM organisations WHERE slug = 'pier-clinic'");
        auth.sql("INSERT INTO organisations (id, slug, name, zone, created_at) VALUES (CAST("
                + "'0197a000-0000-7000-8000-000000000003' AS uuid), 'pier-clinic', 'Pier', 'UTC', CURRENT_TIMESTAMP)");
        auth.sql("UPDATE service_accounts SET organisation_id = CAST('0197a000-0000-7000-8000-000000000003' AS uuid)");
        for (String rest : new String[] {"", "/disable", "/delete", "/tokens/new"}) {
            assertThat(admin.get(LIST + "/" + id + rest).status()).isEqualTo(404);
        }
        HttpCalls.Answer form = admin.get(LIST + "/new");
        String sent = Browser.hidden(form) + "&version=1";
        assertThat(admin.submit(LIST + "/" + id + "/delete", sent, Map.of()).status())
                .isEqualTo(404);
        assertThat(auth.content("service_accounts")).contains("Ours");
        auth.sql("DELETE FROM service_accounts");
        auth.sql("DELETE FROM organisations WHERE slug = 'pier-clinic'");
    }

    @Test
    void aLongListHasPages() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 51; i++) {
            rows.append(i == 0 ? "" : ", ").append("""
                    (CAST('00000000-0000-4000-8000-%012d' AS uuid),
                     CAST('0197a000-0000-7000-8000-000000000001' AS uuid), 'Bulk %02d', 'member', 1, CURRENT_TIMESTAMP)
                    """.formatted(i, i));
        }
        auth.sql("INSERT INTO service_accounts (id, organisation_id, name, role, version, created_at) VALUES " + rows);
        String first = admin.get(LIST).body();
        assertThat(first).contains("Bulk 00", "Bulk 49").doesNotContain("Bulk 50");
        Matcher next = Pattern.compile("href=\"([^\"]*)\">Next page").matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(admin.get(next.group(1)).body())
                .contains("Bulk 50", "From the beginning")
                .doesNotContain("Bulk 49", "Next page");
        assertThat(admin.get(LIST + "?after=nonsense").status()).isEqualTo(400);
    }

    private HttpCalls.Answer create(String name, String role) {
        return admin.submit(LIST, admin.get(LIST + "/new"), "name", name, "role", role);
    }

    private String id(String name) {
        Matcher link = EDIT.matcher(admin.get(LIST).body());
        while (link.find()) {
            if (link.group(2).equals(name)) {
                return link.group(1);
            }
        }
        throw new AssertionError("No account " + name);
    }

    private String token(String name) {
        create(name, "member");
        String path = LIST + "/" + id(name) + "/tokens";
        return secret(admin.submit(
                path, admin.get(path + "/new"), "name", "Its token", "days", "30", "scope", "schedule:read"));
    }

    private static String secret(HttpCalls.Answer page) {
        Matcher secret = SECRET.matcher(page.body());
        assertThat(secret.find()).as(page.body()).isTrue();
        return secret.group();
    }

    private HttpCalls.Answer exchange(String secret) {
        return OAuthClient.exchangeOf(
                calls, "urn:watchbill:params:oauth:token-type:api-token", secret, "schedule-service");
    }
}
