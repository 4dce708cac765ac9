package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.apitoken.IssuedApiToken;
import org.watchbill.auth.testing.ApiClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.Tenant;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** People and their roles, by REST. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MembershipApiTest {

    private final RunningAuth auth;
    private final Tenant tenant;
    private final ApiClient admin;

    MembershipApiTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        tenant = Tenant.in(auth);
        admin = tenant.as(tenant.admin());
    }

    @Test
    void everybodySeesThePeopleOfTheOrganisationInPages() {
        tenant.add("member");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    tenant.as(tenant.member()).get("/users?limit=2" + cursor).json();
            page.path("items").forEach(user -> seen.add(user.path("email").stringValue()));
            cursor = page.path("next_cursor").stringValue("");
            cursor = cursor.isEmpty() ? "" : "&cursor=" + cursor;
        } while (!cursor.isEmpty());

        assertThat(seen)
                .hasSize(3)
                .isSorted()
                .contains(tenant.admin().email(), tenant.member().email());
    }

    @Test
    void peopleAreFoundByAPartOfNameOrAddress() {
        JsonNode found = admin.get(
                        "/users?query=PERSON%20" + tenant.member().email().substring(0, 14))
                .json();

        assertThat(found.path("items")).hasSize(1);
        assertThat(found.at("/items/0/id").stringValue())
                .isEqualTo(tenant.member().id().toString());
        assertThat(found.at("/items/0/role").stringValue()).isEqualTo("member");
        assertThat(admin.get("/users?query=nobody-at-all").json().path("items")).isEmpty();
    }

    @Test
    void aRoleIsChangedAndCountsOn() {
        HttpCalls.Answer changed = admin.patch(membership(tenant.member()), 1, "{\"role\":\"admin\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("role").stringValue()).isEqualTo("admin");
        assertThat(changed.header("etag")).hasValue("\"2\"");
        assertThat(admin.get(membership(tenant.member())).json()).isEqualTo(changed.json());
        assertThat(tenant.audited()).containsExactly("change_role success");
        assertThat(tenant.events().getFirst().path("arguments").toString()).isEqualTo("{\"role\":\"admin\"}");
        assertThat(tenant.events().getFirst().at("/target/id").stringValue())
                .isEqualTo(tenant.member().id().toString());
    }

    @Test
    void whoHasSeenAnotherRoleChangesNothing() {
        HttpCalls.Answer stale = admin.patch(membership(tenant.member()), 7, "{\"role\":\"admin\"}");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().at("/current/role").stringValue()).isEqualTo("member");
        assertThat(tenant.audited()).containsExactly("change_role conflict version_conflict");
    }

    @Test
    void theLastAdministratorStays() {
        assertThat(admin.patch(membership(tenant.admin()), 1, "{\"role\":\"member\"}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.delete(membership(tenant.admin()), 1).status()).isEqualTo(409);
        assertThat(admin.patch(user(tenant.admin()), 1, "{\"disabled\":true}").status())
                .isEqualTo(409);
        assertThat(admin.get(membership(tenant.admin())).json().path("role").stringValue())
                .isEqualTo("admin");
    }

    @Test
    void aDisabledAdministratorDoesNotCount() {
        Tenant.Person second = tenant.add("admin");
        assertThat(admin.patch(user(second), 1, "{\"disabled\":true}").status()).isEqualTo(200);

        assertThat(admin.patch(membership(tenant.admin()), 1, "{\"role\":\"member\"}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.delete(membership(second), 1).status()).isEqualTo(204);
    }

    @Test
    void whoIsNoLongerAdministratorMayDoNothingMoreAtOnce() {
        Tenant.Person second = tenant.add("admin");
        ApiClient other = tenant.as(second);
        assertThat(other.get("/api-tokens").status()).isEqualTo(200);

        admin.patch(membership(second), 1, "{\"role\":\"member\"}");

        assertThat(other.get("/api-tokens").status()).isEqualTo(403);
        assertThat(other.patch(membership(tenant.member()), 1, "{\"role\":\"admin\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aRemovedMemberIsGoneWithConnectionsAndTokensButNotTheAccount() {
        tenant.connect(tenant.member());
        ApiClient member = tenant.as(tenant.member());

        assertThat(admin.delete(membership(tenant.member()), 1).status()).isEqualTo(204);

        assertThat(member.get("/users").status()).isEqualTo(401);
        assertThat(admin.get(membership(tenant.member())).status()).isEqualTo(404);
        assertThat(admin.get(user(tenant.member())).status()).isEqualTo(404);
        assertThat(auth.content("grants")).doesNotContain(tenant.member().id().toString());
        assertThat(auth.content("api_tokens"))
                .doesNotContain(tenant.member().id().toString());
        assertThat(auth.content("users")).contains(tenant.member().email());
        assertThat(tenant.audited()).containsExactly("remove_member success");
    }

    @Test
    void aDisabledPersonLosesSessionsConnectionsAndTokens() {
        UUID grant = tenant.connect(tenant.member());
        assertThat(tenant.isAlive(grant)).isTrue();
        ApiClient member = tenant.as(tenant.member());

        HttpCalls.Answer disabled = admin.patch(user(tenant.member()), 1, "{\"disabled\":true}");

        assertThat(disabled.status()).as(disabled.body()).isEqualTo(200);
        assertThat(disabled.json().path("disabled").booleanValue()).isTrue();
        assertThat(member.get("/users").status()).isEqualTo(401);
        assertThat(auth.content("api_tokens"))
                .doesNotContain(tenant.member().id().toString());
        assertThat(tenant.isAlive(grant)).isFalse();
        assertThat(tenant.events().getLast().path("arguments").toString()).isEqualTo("{\"disabled\":true}");
        assertThat(admin.patch(user(tenant.member()), 2, "{\"disabled\":false}")
                        .json()
                        .path("disabled")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void anAccountOfSeveralOrganisationsIsNobodysAlone() {
        Tenant elsewhere = Tenant.in(auth);
        elsewhere.join(tenant.member().id(), "member");

        HttpCalls.Answer refused = admin.patch(user(tenant.member()), 1, "{\"disabled\":true}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).doesNotContain(elsewhere.slug());
        assertThat(admin.patch(user(tenant.member()), 1, "{\"name\":\"Somebody Else\"}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.delete(membership(tenant.member()), 1).status()).isEqualTo(204);
        assertThat(elsewhere.as(elsewhere.admin()).get(user(tenant.member())).status())
                .isEqualTo(200);
    }

    @Test
    void aNameIsOneLineOfPlainText() {
        assertThat(admin.patch(user(tenant.member()), 1, "{\"name\":\" Ana Ruiz \"}")
                        .json()
                        .path("name")
                        .stringValue())
                .isEqualTo("Ana Ruiz");
        for (String bad : new String[] {"", "  ", "a\\nb", "a\\u202eb", "x".repeat(201)}) {
            HttpCalls.Answer refused = admin.patch(user(tenant.member()), 2, "{\"name\":\"" + bad + "\"}");
            assertThat(refused.status()).as(bad).isEqualTo(400);
            assertThat(refused.json().path("field").stringValue()).isEqualTo("name");
        }
    }

    @Test
    void ofTwoAdministratorsWhoAreDemotedAtOnceOneStays() throws Exception {
        Tenant.Person second = tenant.add("admin");
        ApiClient operator = tenant.operator();
        List<Callable<Integer>> demotions = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String path = membership(i % 2 == 0 ? tenant.admin() : second);
            demotions.add(() -> operator.patch(path, 1, "{\"role\":\"member\"}").status());
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> future : threads.invokeAll(demotions)) {
                statuses.add(future.get());
            }
        }

        assertThat(statuses).containsOnly(200, 409, 412);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(operator.get("/memberships")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(item -> item.path("role").stringValue().equals("admin")))
                .hasSize(1);
        assertThat(tenant.audited()).hasSize(16);
    }

    @Test
    void administratorsSeeAndEndEverybodysApiTokens() {
        IssuedApiToken token = tenant.member().token();
        ApiClient member = tenant.as(tenant.member());
        assertThat(member.get("/api-tokens").status()).isEqualTo(403);
        HttpCalls.Answer seen = admin.get("/api-tokens/" + token.id());
        assertThat(seen.json().at("/holder/email").stringValue())
                .isEqualTo(tenant.member().email());
        assertThat(seen.body()).doesNotContain(token.secret());
        assertThat(admin.get("/api-tokens?limit=1").json().path("items")).hasSize(1);

        assertThat(admin.delete("/api-tokens/" + token.id()).status()).isEqualTo(204);

        assertThat(member.get("/users").status()).isEqualTo(401);
        assertThat(admin.delete("/api-tokens/" + token.id()).status()).isEqualTo(404);
        assertThat(tenant.audited()).containsExactly("revoke_api_token success", "revoke_api_token invalid not_found");
    }

    @Test
    void administratorsSeeAndEndEverybodysConnections() {
        UUID grant = tenant.connect(tenant.member());
        UUID second = tenant.connect(tenant.member());
        JsonNode page = admin.get("/connections?limit=1").json();
        assertThat(page.path("items")).hasSize(1);
        JsonNode rest = admin.get("/connections?limit=1&cursor="
                        + page.path("next_cursor").stringValue())
                .json();
        assertThat(List.of(
                        page.at("/items/0/id").stringValue(),
                        rest.at("/items/0/id").stringValue()))
                .containsExactlyInAnyOrder(grant.toString(), second.toString());

        assertThat(admin.delete("/connections/" + grant).status()).isEqualTo(204);

        assertThat(tenant.isAlive(grant)).isFalse();
        assertThat(tenant.isAlive(second)).isTrue();
        assertThat(admin.get("/connections/" + grant).json().path("revoked_at").isString())
                .isTrue();
        assertThat(admin.delete("/connections/" + grant).status()).isEqualTo(409);
    }

    @Test
    void aServiceAccountComesChangesAndGoes() {
        HttpCalls.Answer added = admin.post("/service-accounts", "{\"name\":\"Night export\",\"role\":\"member\"}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String path = added.header("location").orElseThrow().substring("/api/v1".length());
        assertThat(admin.get(path).json()).isEqualTo(added.json());
        assertThat(admin.post("/service-accounts", "{\"name\":\"night EXPORT\",\"role\":\"admin\"}")
                        .status())
                .isEqualTo(409);

        assertThat(admin.patch(path, 1, "{\"state\":\"disabled\"}")
                        .json()
                        .path("state")
                        .stringValue())
                .isEqualTo("disabled");
        assertThat(admin.patch(path, 1, "{\"state\":\"enabled\"}").status()).isEqualTo(412);
        assertThat(admin.delete(path, 1).status()).isEqualTo(412);
        assertThat(admin.delete(path, 2).status()).isEqualTo(204);
        assertThat(admin.get(path).status()).isEqualTo(404);
    }

    @Test
    void anInvitationGoesOutAgainAndComesBack() {
        String email = "zoe@" + tenant.slug() + ".example";
        HttpCalls.Answer invited = admin.post("/invitations", "{\"email\":\"" + email + "\",\"role\":\"member\"}");
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        String path = invited.header("location").orElseThrow().substring("/api/v1".length());
        String link = invited.json().path("link").stringValue();
        assertThat(admin.get(path).json().path("email").stringValue()).isEqualTo(email);
        assertThat(admin.get(path).json().has("link")).isFalse();
        assertThat(tenant.as(tenant.member()).get("/invitations").status()).isEqualTo(403);
        assertThat(admin.post("/invitations", "{\"email\":\"" + email + "\",\"role\":\"admin\"}")
                        .status())
                .isEqualTo(409);

        String other = admin.post(path + "/sending", "{\"days\":2}")
                .json()
                .path("link")
                .stringValue();

        assertThat(other).isNotEqualTo(link).contains("/invitation?token=");
        assertThat(admin.get("/invitations?limit=1").json().path("items")).hasSize(1);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(auth.content("command") + auth.content("outbox"))
                .doesNotContain(link.substring(link.indexOf('=') + 1), other.substring(other.indexOf('=') + 1));
        assertThat(tenant.events().toString()).doesNotContain(email);
    }

    private static String membership(Tenant.Person person) {
        return "/memberships/" + person.id();
    }

    private static String user(Tenant.Person person) {
        return "/users/" + person.id();
    }
}
