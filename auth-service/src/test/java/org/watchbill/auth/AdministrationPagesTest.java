package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.TokensPage;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;

/** The pages on which administrators look after people, connections, tokens and settings. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AdministrationPagesTest {

    private static final String ROOT = "/admin/harbor-clinic";
    private static final String ADMIN = "0197a000-0000-7000-8000-0000000000a1";
    private static final String ANA = "0197a000-0000-7000-8000-0000000000a2";
    private static final String BEN = "0197a000-0000-7000-8000-0000000000a3";

    private final RunningAuth auth;
    private final HttpCalls calls;
    private final Browser admin;

    AdministrationPagesTest(TestDatabase database) {
        auth = RunningAuth.start(database.settings(), Map.of("demo", "true"));
        calls = auth.calls();
        admin = new Browser(calls).signIn("admin@harbor.example");
    }

    @AfterEach
    void stop() {
        auth.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/members,          Members",
        "/invitations,      Invitations",
        "/clients,          Clients",
        "/connections,      Connections",
        "/service-accounts, Service accounts",
        "/tokens,           API tokens",
        "/sign-ins,         Sign-ins",
        "/identity-provider, Identity provider",
        "/settings,         Settings"
    })
    void everyPageIsForAdministratorsOfThisOrganisationOnly(String rest, String title) {
        HttpCalls.Answer answer = admin.get(ROOT + rest);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "<h1>" + title + "</h1>",
                        "<a href=\"" + ROOT + rest + "\" aria-current=\"page\">",
                        "aria-label=\"Administration of Harbor Clinic\"")
                .doesNotContainIgnoringCase("<script", "style=");
        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'");
        auth.addToSecondOrganisation(ADMIN, "member");
        assertThat(admin.get("/admin/dock-hospital" + rest).status()).isEqualTo(404);
        assertThat(signedIn("ana").get(ROOT + rest).status()).isEqualTo(404);
        assertThat(new Browser(calls).get(ROOT + rest).status()).isEqualTo(303);
    }

    @Test
    void whoAdministersOneOrganisationIsThereAtOnceAndWhoAdministersTwoChooses() {
        assertThat(admin.get("/admin").header("location")).contains(ROOT + "/members");
        assertThat(admin.get(ROOT).header("location")).contains(ROOT + "/members");
        assertThat(signedIn("ana").get("/admin").status()).isEqualTo(404);
        auth.addToSecondOrganisation(ADMIN, "admin");
        assertThat(admin.get("/admin").body())
                .contains("href=\"/admin/dock-hospital/members\"", "href=\"" + ROOT + "/members\"");
    }

    @Test
    void membersAreListedSearchedAndGivenRoles() {
        assertThat(admin.get(ROOT + "/members").body()).contains("Ana Ruiz", "ben@harbor.example", "Administrator");
        assertThat(admin.get(ROOT + "/members?q=RUIZ").body())
                .contains("Ana Ruiz", "value=\"RUIZ\"")
                .doesNotContain("Ben Okafor");
        assertThat(admin.get(ROOT + "/members?q=nobody").body()).contains("Nobody has this");

        HttpCalls.Answer done = send("/members/" + ANA, "role", "admin");
        assertThat(done.status()).isEqualTo(303);
        assertThat(admin.get(done.header("location").orElseThrow()).body()).contains("The role is changed.");
        assertThat(signedIn("ana").get(ROOT + "/members").status()).isEqualTo(200);
        assertThat(auth.content("outbox")).contains("change_role");
    }

    @Test
    void theLastAdministratorStays() {
        HttpCalls.Answer demoted = send("/members/" + ADMIN, "role", "member");
        assertThat(demoted.status()).isEqualTo(409);
        assertThat(demoted.body()).contains("role=\"alert\"");
        assertThat(confirm("/members/" + ADMIN + "/remove").status()).isEqualTo(409);
        assertThat(confirm("/members/" + ADMIN + "/disable").status()).isEqualTo(409);
        assertThat(admin.get(ROOT + "/members").status()).isEqualTo(200);
    }

    @Test
    void aRemovedMemberIsGoneWithConnectionsAndTokens() {
        Browser ben = signedIn("ben");
        OAuthClient client = OAuthClient.register(calls, "Desk assistant", OAuthClient.REDIRECT);
        String refreshToken =
                client.connect(ben, "schedule:read").path("refresh_token").stringValue();
        new TokensPage(ben).make("Wall display", "30", "schedule:read");
        HttpCalls.Answer asked = admin.get(ROOT + "/members/" + BEN + "/remove");
        assertThat(asked.body()).contains("Remove Ben Okafor from the organisation?");
        assertThat(confirm("/members/" + BEN + "/remove").status()).isEqualTo(303);
        assertThat(admin.get(ROOT + "/members").body()).doesNotContain("Ben Okafor");
        assertThat(client.refresh(refreshToken).status()).isEqualTo(400);
        assertThat(auth.content("api_tokens")).isEmpty();
        assertThat(admin.get(ROOT + "/members/" + BEN).status()).isEqualTo(404);
    }

    @Test
    void aDisabledPersonCannotSignInAndAnEnabledOneCan() {
        assertThat(confirm("/members/" + BEN + "/disable").status()).isEqualTo(303);
        Browser ben = new Browser(calls);
        assertThat(ben.submit(
                                "/sign-in",
                                ben.get("/sign-in"),
                                "email",
                                "ben@harbor.example",
                                "password",
                                "watchbill-demo")
                        .status())
                .isEqualTo(400);
        assertThat(admin.get(ROOT + "/members").body()).contains("<span class=\"badge off\">disabled</span>");
        assertThat(confirm("/members/" + BEN + "/enable").status()).isEqualTo(303);
        assertThat(signedIn("ben").get("/").status()).isEqualTo(200);
    }

    @Test
    void whoeverIsInAnotherOrganisationTooCanOnlyBeRemoved() {
        auth.addToSecondOrganisation(BEN, "member");
        assertThat(confirm("/members/" + BEN + "/disable").status()).isIn(403, 409);
        assertThat(confirm("/members/" + BEN + "/remove").status()).isEqualTo(303);
    }

    @Test
    void aStalePictureChangesNothingAndATwiceSentFormChangesOnce() {
        HttpCalls.Answer form = admin.get(ROOT + "/members/" + ANA);
        assertThat(admin.submit(ROOT + "/members/" + ANA, form, "role", "admin").status())
                .isEqualTo(303);
        assertThat(admin.submit(ROOT + "/members/" + ANA, form, "role", "admin").status())
                .isEqualTo(303);
        HttpCalls.Answer conflict = admin.submit(ROOT + "/members/" + ANA, form, "role", "member");
        assertThat(conflict.status()).isEqualTo(409);
        String renewed = Browser.hidden(form).replaceAll("once=[^&]*", "once=other") + "&role=member";
        assertThat(admin.submit(ROOT + "/members/" + ANA, renewed, Map.of()).status())
                .isEqualTo(412);
        assertThat(auth.content("outbox")
                        .lines()
                        .filter(line -> line.contains("change_role") && line.contains("success")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/members/" + ANA, "/members/" + ANA + "/remove", "/members/" + ANA + "/disable", "/settings"})
    void s05FormsNeedTheTokenOfThisBrowserAndOurOrigin(String rest) {
        String form = Browser.hidden(admin.get(ROOT + rest)) + "&role=admin&name=Forged&zone=UTC";
        assertThat(admin.submit(ROOT + rest, form.replaceAll("csrf=[^&]*", ""), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(admin.submit(ROOT + rest, form, Map.of("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(signedIn("ana").submit(ROOT + rest, form, Map.of()).status()).isEqualTo(403);
        assertThat(new Browser(calls).submit(ROOT + rest, form, Map.of()).status())
                .isEqualTo(403);
        assertThat(admin.submit(ROOT + rest, form.replaceAll("once=[^&]*", ""), Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(admin.submit(ROOT + rest, form.replaceAll("version=[^&]*", "version=x"), Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(admin.get(ROOT + "/members").body()).contains("Ana Ruiz").doesNotContain("Forged");
    }

    @Test
    void theOrganisationGetsAnotherNameAndZone() {
        assertThat(send("/settings", "name", "Harbor Hospital", "zone", "Europe/Lisbon")
                        .status())
                .isEqualTo(303);
        assertThat(admin.get(ROOT + "/settings?done=saved").body())
                .contains("The settings are saved.", "value=\"Harbor Hospital\"", "value=\"Europe/Lisbon\"");
        HttpCalls.Answer unknown = send("/settings", "name", "Harbor Hospital", "zone", "Mars/Olympus");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("The time zone is unknown", "value=\"Mars/Olympus\"");
        assertThat(send("/settings", "name", "", "zone", "UTC").status()).isEqualTo(400);
    }

    @Test
    void everybodysConnectionsAreSeenFoundAndEnded() {
        OAuthClient client = OAuthClient.register(calls, "Desk assistant", OAuthClient.REDIRECT);
        String refreshToken = client.connect(signedIn("ana"), "schedule:read")
                .path("refresh_token")
                .stringValue();
        assertThat(admin.get(ROOT + "/connections?q=ruiz").body()).contains("Ana Ruiz", "Desk assistant");
        assertThat(admin.get(ROOT + "/connections?q=DESK").body()).contains("Ana Ruiz", "Desk assistant");
        assertThat(admin.get(ROOT + "/connections?q=ben").body()).contains("No connection has this");
        Matcher end = Pattern.compile("href=\"" + ROOT + "(/connections/[^\"]*/end)\"")
                .matcher(admin.get(ROOT + "/connections").body());
        assertThat(end.find()).isTrue();
        assertThat(confirm(end.group(1)).status()).isEqualTo(303);
        assertThat(client.refresh(refreshToken).status()).isEqualTo(400);
        assertThat(admin.get(ROOT + "/connections").body())
                .contains("has ended")
                .doesNotContain("/end\"");
        assertThat(admin.get(ROOT + end.group(1)).status()).isEqualTo(404);
        assertThat(auth.content("outbox")).contains("revoke_connection");
    }

    @Test
    void everybodysTokensAreSeenAndRevoked() {
        new TokensPage(signedIn("ana")).make("Wall display", "30", "schedule:read");
        String page = admin.get(ROOT + "/tokens").body();
        assertThat(page).contains("Wall display", "ana@harbor.example", "see the schedule and who is on duty");
        Matcher revoke =
                Pattern.compile("href=\"" + ROOT + "(/tokens/[^\"]*/revoke)\"").matcher(page);
        assertThat(revoke.find()).isTrue();
        assertThat(confirm(revoke.group(1)).status()).isEqualTo(303);
        assertThat(admin.get(ROOT + "/tokens?done=revoked").body())
                .contains("The token is revoked.", "There is no API token in the organisation.");
        assertThat(admin.get(ROOT + revoke.group(1)).status()).isEqualTo(404);
    }

    @Test
    void signInsAreSeenAlsoThoseThatFailed() {
        Browser stranger = new Browser(calls);
        stranger.submit("/sign-in", stranger.get("/sign-in"), "email", "ben@harbor.example", "password", "wrong");
        signedIn("ana");
        assertThat(admin.get(ROOT + "/sign-ins").body())
                .contains("Ana Ruiz", "Ben Okafor", "Wrong password", "Signed in", "127.0.0.1");
    }

    @Test
    void withoutMailAnInvitationsLinkIsShownOnceAndCanBeSentAgainAndWithdrawn() {
        HttpCalls.Answer form = admin.get(ROOT + "/invitations/new");
        HttpCalls.Answer made = admin.submit(
                ROOT + "/invitations", form, "email", "Cy@harbor.example", "name", "Cy Young", "role", "member");
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        String link = link(made);
        assertThat(admin.submit(
                                ROOT + "/invitations",
                                form,
                                "email",
                                "Cy@harbor.example",
                                "name",
                                "Cy Young",
                                "role",
                                "member")
                        .status())
                .isEqualTo(303);
        String list = admin.get(ROOT + "/invitations").body();
        assertThat(list).contains("cy@harbor.example", "Cy Young").doesNotContain(link);
        assertThat(auth.content("outbox")).contains("invite_person").doesNotContain("cy@harbor");

        HttpCalls.Answer twice = admin.submit(
                ROOT + "/invitations",
                admin.get(ROOT + "/invitations/new"),
                "email",
                "cy@harbor.example",
                "name",
                "Again",
                "role",
                "admin");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("value=\"cy@harbor.example\"", "role=\"alert\"");

        Matcher resend = Pattern.compile("href=\"" + ROOT + "(/invitations/[^\"]*/)resend\"")
                .matcher(list);
        assertThat(resend.find()).isTrue();
        assertThat(link(confirm(resend.group(1) + "resend"))).isNotEqualTo(link);
        assertThat(confirm(resend.group(1) + "withdraw").status()).isEqualTo(303);
        assertThat(admin.get(ROOT + "/invitations").body()).contains("No invitation is open.");
        assertThat(admin.get(ROOT + resend.group(1) + "withdraw").status()).isEqualTo(404);
    }

    @Test
    void whatIsNoAddressIsNotInvited() {
        HttpCalls.Answer refused = admin.submit(
                ROOT + "/invitations",
                admin.get(ROOT + "/invitations/new"),
                "email",
                "nobody",
                "name",
                "",
                "role",
                "member");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("value=\"nobody\"", "role=\"alert\"");
    }

    @Test
    void withoutMailAnAdministratorMakesALinkForANewPassword() {
        HttpCalls.Answer asked = admin.get(ROOT + "/members/" + BEN + "/reset-link");
        assertThat(asked.body()).contains("Make a link for a new password of Ben Okafor?");
        String path = ROOT + "/members/" + BEN + "/reset-link";
        HttpCalls.Answer made = admin.submit(path, asked);
        assertThat(link(made)).startsWith(RunningAuth.ISSUER);
        assertThat(admin.submit(path, asked).status()).isEqualTo(303);
        auth.addToSecondOrganisation(BEN, "member");
        assertThat(confirm("/members/" + BEN + "/reset-link").status()).isEqualTo(403);
    }

    private static String link(HttpCalls.Answer page) {
        Matcher link = Pattern.compile("class=\"secret\">([^<]*)<").matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        return link.group(1);
    }

    @Test
    void aClientsSecretIsShownOnceAndReplacedAndTheClientDeleted() {
        HttpCalls.Answer form = admin.get(ROOT + "/clients/new");
        String[] fields = {
            "name",
            "Wall board",
            "grant_type",
            "authorization_code",
            "redirect_uris",
            "https://board.example/callback",
            "auth_method",
            "client_secret_basic",
            "role",
            "member"
        };
        HttpCalls.Answer made = admin.submit(ROOT + "/clients", form, fields);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).contains("Client id", "Client secret");
        assertThat(admin.submit(ROOT + "/clients", form, fields).status()).isEqualTo(303);
        Matcher edit = Pattern.compile("href=\"" + ROOT + "(/clients/[0-9a-f-]{36})\"")
                .matcher(admin.get(ROOT + "/clients").body());
        assertThat(edit.find()).isTrue();
        String path = edit.group(1);

        HttpCalls.Answer stale = admin.get(ROOT + path);
        assertThat(stale.body()).contains("https://board.example/callback");
        HttpCalls.Answer renewed = confirm(path + "/secret");
        assertThat(renewed.body()).contains("Client secret");
        assertThat(admin.submit(ROOT + path, stale, fields).status()).isEqualTo(412);
        fields[1] = "Lobby board";
        assertThat(admin.submit(ROOT + path, admin.get(ROOT + path), fields).status())
                .isEqualTo(303);
        assertThat(admin.get(ROOT + "/clients").body()).contains("Lobby board").doesNotContain("Wall board");
        assertThat(confirm(path + "/delete").status()).isEqualTo(303);
        assertThat(admin.get(ROOT + path).status()).isEqualTo(404);
        assertThat(auth.content("outbox"))
                .contains("register_client", "rotate_client_secret", "change_client", "delete_client");
    }

    @Test
    void aClientThatCannotBeIsNotMade() {
        HttpCalls.Answer refused = admin.submit(
                ROOT + "/clients",
                admin.get(ROOT + "/clients/new"),
                "name",
                "Evil",
                "grant_type",
                "authorization_code",
                "redirect_uris",
                "http://evil.example/",
                "auth_method",
                "none",
                "role",
                "member");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("role=\"alert\"", "http://evil.example/");
        assertThat(admin.get(ROOT + "/clients").body()).contains("no client of its own");
    }

    private Browser signedIn(String name) {
        return new Browser(calls).signIn(name + "@harbor.example");
    }

    private HttpCalls.Answer send(String rest, String... fields) {
        return admin.submit(ROOT + rest, admin.get(ROOT + rest), fields);
    }

    private HttpCalls.Answer confirm(String rest) {
        return admin.submit(ROOT + rest, admin.get(ROOT + rest));
    }
}
