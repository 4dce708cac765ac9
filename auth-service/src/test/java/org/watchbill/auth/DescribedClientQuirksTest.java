package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TlsHost;
import tools.jackson.databind.JsonNode;

/** Descriptions as the clients in use publish them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescribedClientQuirksTest {

    private final TlsHost host = TlsHost.start();
    private final RunningAuth auth = RunningAuth.start(
            TestDatabase.H2.settings(),
            Map.of(
                    "demo", "true",
                    "outbound.allowed-networks", "127.0.0.1, ::1",
                    "outbound.trust-file", TlsHost.trustFile().toString()));

    @AfterAll
    void stop() {
        auth.close();
        host.close();
    }

    @Check("Q02")
    @Test
    void quirk02TheMetadataOffersDescriptionsAndPublicClients() {
        JsonNode metadata =
                auth.calls().get("/.well-known/oauth-authorization-server").json();
        assertThat(metadata.path("client_id_metadata_document_supported").asBoolean())
                .isTrue();
        assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
                .contains("\"none\"");
    }

    @Check({"Q04", "Q05"})
    @Test
    void quirk04And05ClaudeCodeListsLoopbackWithoutPortAndNoApplicationType() {
        String id = host.uri("/claude-code.json").toString();
        host.json("/claude-code.json", """
                {"client_id":"%s","client_name":"Claude Code","client_uri":"https://claude.ai",
                 "redirect_uris":["http://localhost/callback","http://127.0.0.1/callback"],
                 "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
                 "token_endpoint_auth_method":"none"}
                """.formatted(id));
        OAuthClient client = OAuthClient.of(auth.calls(), id);
        assertThat(browser()
                        .get(client.authorizePath("redirect_uri", "http://localhost:58135/callback"))
                        .body())
                .contains("Claude Code", "localhost:58135");
        assertThat(browser()
                        .get(client.authorizePath("redirect_uri", "http://localhost:58135/other"))
                        .status())
                .isEqualTo(400);
    }

    @Check("Q06")
    @Test
    void quirk06OneUriThatIsNotAllowedDoesNotSpoilTheOthers() {
        OAuthClient client =
                OAuthClient.of(auth.calls(), host.uri("/quirk06.json").toString());
        host.json(
                "/quirk06.json",
                document(client.id(), "\"client_name\":\"Q06\"").replace("[\"", "[\"cursor-nightly://x/cb\",\""));
        assertThat(browser().get(client.authorizePath()).status()).isEqualTo(200);
        assertThat(browser()
                        .get(client.authorizePath("redirect_uri", "cursor-nightly://x/cb"))
                        .status())
                .isEqualTo(400);
    }

    @Check("Q07")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"token_endpoint_auth_method\":\"private_key_jwt\",\"token_endpoint_auth_methods_supported\":[\"none\",\"private_key_jwt\"],\"jwks_uri\":\"https://chatgpt.example/jwks.json\"",
                "\"token_endpoint_auth_methods_supported\":[\"none\",\"private_key_jwt\"],\"jwks_uri\":\"https://chatgpt.example/jwks.json\"",
                "\"token_endpoint_auth_method\":\"client_secret_post\",\"token_endpoint_auth_methods_supported\":[\"none\"]"
            })
    void quirk07ChatGptMayDoWithoutTheMethodThatItPrefers(String members) {
        OAuthClient client = described("/quirk07-" + members.length() + ".json", members);
        assertThat(client.connect(browser(), "schedule:read").has("access_token"))
                .isTrue();
    }

    @Check("Q08")
    @Test
    void quirk08GrantTypesThatAreNotOfferedAndForeignLogosDoNotMatter() {
        OAuthClient client = described("/quirk08.json", """
                "grant_types":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:jwt-bearer"],
                "logo_uri":"https://code.visualstudio.com/x.png","client_uri":null,"contacts":[1]
                """);
        HttpCalls.Answer page = browser().get(client.authorizePath());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("visualstudio");
        assertThat(client.token(
                                "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer",
                                "assertion", "x",
                                "client_id", client.id())
                        .json()
                        .path("error")
                        .stringValue())
                .isEqualTo("unsupported_grant_type");
    }

    private OAuthClient described(String path, String members) {
        String id = host.uri(path).toString();
        host.json(path, document(id, members));
        return OAuthClient.of(auth.calls(), id);
    }

    private static String document(String id, String members) {
        String redirect = "\"redirect_uris\":[\"" + OAuthClient.REDIRECT + "\"]";
        return "{\"client_id\":\"" + id + "\"," + redirect + "," + members + "}";
    }

    private Browser browser() {
        return new Browser(auth.calls()).signIn("ana@harbor.example");
    }
}
