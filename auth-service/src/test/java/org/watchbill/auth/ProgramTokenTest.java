package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

/** Client credentials of the suite's own programs. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ProgramTokenTest {

    private final HttpCalls calls;

    ProgramTokenTest(TestDatabase database) {
        calls = RunningAuth.shared(database).calls();
    }

    @Test
    void aServiceMayAppendToTheAuditLog() {
        HttpCalls.Answer answer = ask("schedule-service", "audience=audit-service&scope=audit:append");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("expires_in").intValue()).isEqualTo(600);
        JsonNode claims = OAuthClient.claims(answer.json().path("access_token").stringValue());
        assertThat(claims.path("sub").stringValue()).isEqualTo("client:schedule-service");
        assertThat(claims.path("aud").stringValue()).isEqualTo("audit-service");
        assertThat(claims.path("scope").stringValue()).isEqualTo("audit:append");
        assertThat(claims.has("org")).isFalse();
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    @Test
    void theOperatorActsAsAdministratorOfTheOnlyOrganisation() {
        JsonNode claims;
        try (RunningAuth alone = RunningAuth.start(TestDatabase.H2.settings(), Map.of("demo", "true"))) {
            HttpCalls.Answer answer = alone.calls()
                    .postForm(
                            "/token",
                            OAuthClient.basic("watchbill-cli"),
                            "grant_type=client_credentials&resource=http://localhost:8082/api"
                                    + "&scope=schedule:write+admin:members");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            claims = OAuthClient.claims(answer.json().path("access_token").stringValue());
        }
        assertThat(claims.path("sub").stringValue()).isEqualTo("client:watchbill-cli");
        assertThat(claims.path("aud").stringValue()).isEqualTo("http://localhost:8082/api");
        assertThat(claims.path("org").stringValue()).isEqualTo("0197a000-0000-7000-8000-000000000001");
        assertThat(claims.path("role").stringValue()).isEqualTo("admin");
        assertThat(claims.path("scope").stringValue())
                .isEqualTo("members:read members:write schedule:read schedule:write");
        assertThat(claims.has("email")).isFalse();
    }

    @Test
    void theOperatorMayNameTheOrganisation() {
        assertThat(ask("watchbill-cli", "resource=http://localhost:8082/api&organisation=harbor-clinic")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "schedule-service, audience=audit-service&scope=schedule:write,                   invalid_scope",
        "schedule-service, audience=schedule-service&scope=audit:append,                  invalid_target",
        "schedule-service, scope=audit:append,                                            invalid_request",
        "mcp-gateway,      audience=audit-service&scope=audit:append,                     unauthorized_client",
        "watchbill-cli,    scope=schedule:write,                                          invalid_target",
        "watchbill-cli,    resource=http://localhost:8082/api&organisation=elsewhere,     invalid_request",
        "watchbill-cli,    resource=http://evil.example/api,                              invalid_target"
    })
    void nobodyGetsMoreThanTheirOwn(String program, String parameters, String error) {
        HttpCalls.Answer answer = ask(program, parameters);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo(error);
    }

    @Test
    void aSecretInTheFormWorksToo() {
        HttpCalls.Answer answer = calls.postForm(
                "/token",
                Map.of(),
                "grant_type=client_credentials&audience=audit-service&scope=audit:append&client_id=audit-service"
                        + "&client_secret=" + RunningAuth.secret("audit-service"));
        assertThat(answer.status()).isEqualTo(200);
    }

    private HttpCalls.Answer ask(String program, String parameters) {
        return calls.postForm("/token", OAuthClient.basic(program), "grant_type=client_credentials&" + parameters);
    }
}
