package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.ApiClient;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.auth.testing.Tenant;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Clients of an organisation by REST, and what such a client may do there in its own name. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ClientApiTest {

    private static final String DRAFT = """
            {"name":"Night export","redirect_uris":[],"auth_method":"client_secret_basic",
             "grant_types":["client_credentials"],"scopes":[%s],"role":"admin"}
            """;

    private final RunningAuth auth;
    private final Tenant tenant;
    private final ApiClient admin;

    ClientApiTest(TestDatabase database) {
        auth = RunningAuth.shared(database);
        tenant = Tenant.in(auth);
        admin = tenant.as(tenant.admin());
    }

    @Test
    void aClientActsInItsOwnNameWithWhatItMayDoByNow() {
        JsonNode made = registered();
        String token = token(made, made.path("client_secret").stringValue());
        assertThat(get(token, "/organisation").json().path("slug").stringValue())
                .isEqualTo(tenant.slug());
        assertThat(get(token, "/users").status()).isEqualTo(200);
        HttpCalls.Answer narrowed = admin.send(
                "PATCH",
                "/clients/" + made.path("id").stringValue(),
                Map.of("If-Match", "\"1\""),
                DRAFT.formatted("\"organisation:read\""));
        assertThat(narrowed.status()).as(narrowed.body()).isEqualTo(200);
        assertThat(get(token, "/users").status()).isEqualTo(403);
        assertThat(get(token, "/organisation").status()).isEqualTo(200);
        admin.send("DELETE", "/clients/" + made.path("id").stringValue(), Map.of("If-Match", "\"2\""), "");
        assertThat(get(token, "/organisation").status()).isEqualTo(401);
    }

    @Test
    void aNewSecretEndsTheOldOneAndIsShownOnce() {
        JsonNode made = registered();
        String path = "/clients/" + made.path("id").stringValue();
        JsonNode rotated = admin.send("POST", path + "/secret", Map.of("If-Match", "\"1\""), "")
                .json();
        String old = made.path("client_secret").stringValue();
        String fresh = rotated.path("client_secret").stringValue();
        assertThat(fresh).hasSize(43).isNotEqualTo(old);
        assertThat(ask(made, old).status()).isEqualTo(401);
        assertThat(ask(made, fresh).status()).isEqualTo(200);
        assertThat(admin.get(path).body()).doesNotContain("\"client_secret\":");
        assertThat(auth.content("command")).doesNotContain(old, fresh);
    }

    @Test
    void whatAClientMayNotBeIsRefusedWithItsField() {
        HttpCalls.Answer unknown = admin.send("POST", "/clients", Map.of(), DRAFT.formatted("\"no:such\""));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("field").stringValue()).isEqualTo("scopes");
        HttpCalls.Answer insecure = admin.send("POST", "/clients", Map.of(), """
                {"name":"x","redirect_uris":["http://evil.example/"],"auth_method":"none","grant_types":["authorization_code"]}
                """);
        assertThat(insecure.status()).isEqualTo(400);
        assertThat(insecure.json().path("field").stringValue()).isEqualTo("redirect_uris");
    }

    private JsonNode registered() {
        HttpCalls.Answer made =
                admin.send("POST", "/clients", Map.of(), DRAFT.formatted("\"organisation:read\",\"people:read\""));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json();
    }

    private String token(JsonNode client, String secret) {
        HttpCalls.Answer answer = ask(client, secret);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("access_token").stringValue();
    }

    private HttpCalls.Answer ask(JsonNode client, String secret) {
        String pair = client.path("id").stringValue() + ":" + secret;
        return auth.calls()
                .postForm(
                        "/token",
                        Map.of(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))),
                        Browser.encode("grant_type", "client_credentials", "resource", RunningAuth.ISSUER + "/api"));
    }

    private HttpCalls.Answer get(String token, String path) {
        return auth.calls().get("/api/v1" + path, Map.of("Authorization", "Bearer " + token));
    }
}
