package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.Tenant;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Organisations by REST, and who gets in at all. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OrganisationApiTest {

    private static final String API = RunningAuth.ISSUER + "/api";

    private final RunningAuth auth;
    private final Tenant tenant;

    OrganisationApiTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        tenant = Tenant.in(auth);
    }

    @Test
    void everybodySeesTheirOwnOrganisationAndNoOther() {
        JsonNode own = tenant.as(tenant.member()).get("/organisation").json();

        assertThat(own.path("slug").stringValue()).isEqualTo(tenant.slug());
        assertThat(own.path("zone").stringValue()).isEqualTo("Europe/Lisbon");
        JsonNode all = tenant.as(tenant.admin()).get("/organisations").json();
        assertThat(all.path("items")).hasSize(1);
        assertThat(all.at("/items/0")).isEqualTo(own);
        assertThat(all.has("next_cursor")).isFalse();
    }

    @Test
    void theOperatorSeesAllOrganisations() {
        Tenant other = Tenant.in(auth);

        assertThat(tenant.operator()
                        .get("/organisations/" + other.id())
                        .json()
                        .path("slug")
                        .stringValue())
                .isEqualTo(other.slug());
        JsonNode page = tenant.operator().get("/organisations?limit=1").json();
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("next_cursor").isString()).isTrue();
    }

    @Test
    void anAdministratorChangesNameAndZone() {
        HttpCalls.Answer changed = tenant.as(tenant.admin())
                .patch("/organisation", 1, "{\"name\":\" New Name \",\"zone\":\"Asia/Tokyo\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("name").stringValue()).isEqualTo("New Name");
        assertThat(changed.json().path("zone").stringValue()).isEqualTo("Asia/Tokyo");
        assertThat(changed.header("etag")).hasValue("\"2\"");
        assertThat(tenant.as(tenant.admin())
                        .patch("/organisation", 1, "{\"name\":\"Late\"}")
                        .status())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"zone\":\"Mars/Base\"}", "{\"zone\":\"+02:00\"}", "{\"name\":\"\"}", "{\"slug\":\"x\"}"})
    void whatCannotBeIsRefused(String body) {
        assertThat(tenant.as(tenant.admin()).patch("/organisation", 1, body).status())
                .isEqualTo(400);
        assertThat(tenant.as(tenant.admin())
                        .get("/organisation")
                        .json()
                        .path("version")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void aConnectionForTheApiGetsInWithWhatItsPersonApproved() {
        try (HttpCalls calls = auth.calls()) {
            OAuthClient client = OAuthClient.register(calls, "Admin tool", OAuthClient.REDIRECT);
            Browser admin = new Browser(calls).signIn("admin@harbor.example");
            String code = client.codeAt(
                    admin, client.authorizePath("resource", API, "scope", "people:read people:write"), "people:write");
            JsonNode tokens = client.redeem(code).json();
            String bearer = "Bearer " + tokens.path("access_token").stringValue();
            Map<String, String> headers = Map.of("Authorization", bearer);

            assertThat(OAuthClient.claims(tokens.path("access_token").stringValue())
                            .path("aud")
                            .stringValue())
                    .isEqualTo(API);
            assertThat(calls.get("/api/v1/users", headers).status()).isEqualTo(200);
            HttpCalls.Answer narrow = calls.get("/api/v1/api-tokens", headers);
            assertThat(narrow.status()).isEqualTo(403);
            assertThat(narrow.header("www-authenticate").orElseThrow())
                    .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"connections:read\"");
        }
    }

    @Test
    void theApiDescribesItselfAsAProtectedResource() {
        try (HttpCalls calls = auth.calls()) {
            JsonNode metadata =
                    calls.get("/.well-known/oauth-protected-resource/api").json();

            assertThat(metadata.path("resource").stringValue()).isEqualTo(API);
            assertThat(metadata.at("/authorization_servers/0").stringValue()).isEqualTo(RunningAuth.ISSUER);
            assertThat(metadata.path("scopes_supported").valueStream().map(JsonNode::stringValue))
                    .contains("people:read", "organisation:write")
                    .doesNotContain("schedule:read", "offline_access");
        }
    }

    @Test
    void onlyTheOperatorRotatesKeys() {
        int before = tenant.as(tenant.admin()).get("/keys").json().path("items").size();
        assertThat(tenant.as(tenant.admin()).post("/keys/rotation", "").status())
                .isEqualTo(403);
        assertThat(tenant.as(tenant.member()).get("/keys").status()).isEqualTo(403);

        HttpCalls.Answer rotated = tenant.operator().post("/keys/rotation", "");

        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        JsonNode keys = tenant.as(tenant.admin()).get("/keys").json().path("items");
        assertThat(keys.size()).isGreaterThanOrEqualTo(before);
        assertThat(keys.valueStream()
                        .filter(key -> key.path("state").stringValue().equals("next")))
                .hasSize(2);
        assertThat(keys.toString()).doesNotContain("\"d\"");
        assertThat(tenant.audited()).containsExactly("rotate_keys denied forbidden_role", "rotate_keys success");
    }

    @Test
    void administratorsSeeWhoSignedInAndHowAccountsAreGuarded() {
        Tenant.Person member = tenant.member();
        auth.sql("INSERT INTO sign_ins (id, user_id, happened_at, outcome, methods, address, browser) VALUES (CAST('"
                + UUID.randomUUID() + "' AS uuid), CAST('" + member.id()
                + "' AS uuid), TIMESTAMP '2096-11-20 10:00:00', 'signed_in', 'password', '192.0.2.7', 'Firefox')");

        JsonNode history = tenant.as(tenant.admin()).get("/sign-ins").json();
        assertThat(history.path("items")).hasSize(1);
        assertThat(history.at("/items/0/person/email").stringValue()).isEqualTo(member.email());
        assertThat(history.at("/items/0/methods/0").stringValue()).isEqualTo("password");
        assertThat(tenant.as(member).get("/sign-ins").status()).isEqualTo(403);
        Tenant other = Tenant.in(auth);
        assertThat(other.as(other.admin()).get("/sign-ins").json().path("items"))
                .isEmpty();
        JsonNode seen = tenant.as(tenant.admin()).get("/users/" + member.id()).json();
        assertThat(seen.path("last_sign_in_at").stringValue()).startsWith("2096-11-20T");
        assertThat(seen.path("second_factor").booleanValue(true)).isFalse();
        JsonNode colleague = tenant.as(member).get("/users/" + member.id()).json();
        assertThat(colleague.has("second_factor") || colleague.has("last_sign_in_at"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users?query=%00",
                "/users?query=%E2%80%AE",
                "/users/%00",
                "/users/..%2fusers",
                "/api-tokens/%27"
            })
    void whatNoDatabaseTakesIsRefusedBefore(String path) {
        assertThat(tenant.as(tenant.admin()).get(path).status()).isIn(400, 404);
    }

    @Test
    void theOperatorMakesAnOrganisationWhoseAdministratorIsInvited() {
        String slug = "n" + UUID.randomUUID().toString().substring(0, 8);
        String order = "{\"slug\":\"" + slug
                + "\",\"name\":\"New Clinic\",\"zone\":\"Asia/Tokyo\",\"administrator\":\"head@" + slug + ".example\"}";
        assertThat(tenant.as(tenant.admin()).post("/organisations", order).status())
                .isEqualTo(403);

        HttpCalls.Answer made = tenant.operator().post("/organisations", order);

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("link").stringValue()).startsWith(RunningAuth.ISSUER + "/invitation?token=");
        String path = made.header("location").orElseThrow().substring("/api/v1".length());
        assertThat(tenant.operator().get(path).json().path("slug").stringValue())
                .isEqualTo(slug);
        assertThat(auth.content("invitations").lines().filter(row -> row.contains("head@" + slug)))
                .singleElement()
                .asString()
                .contains("|admin|", made.json().path("id").stringValue());
        assertThat(tenant.operator().post("/organisations", order).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"slug\":\"Big\",\"name\":\"N\",\"zone\":\"Asia/Tokyo\",\"administrator\":\"a@b.example\"}",
                "{\"slug\":\"ok-1\",\"name\":\" \",\"zone\":\"Asia/Tokyo\",\"administrator\":\"a@b.example\"}",
                "{\"slug\":\"ok-1\",\"name\":\"N\",\"zone\":\"Nowhere\",\"administrator\":\"a@b.example\"}",
                "{\"slug\":\"ok-1\",\"name\":\"N\",\"zone\":\"Asia/Tokyo\",\"administrator\":\"nobody\"}"
            })
    void anOrganisationThatCannotBeIsNotMadeInPart(String order) {
        assertThat(tenant.operator().post("/organisations", order).status()).isEqualTo(400);
        assertThat(auth.content("organisations")).doesNotContain("|ok-1|");
    }
}
