package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.watchbill.auth.testing.Browser;
import org.watchbill.auth.testing.OAuthClient;
import org.watchbill.auth.testing.RunningAuth;
import org.watchbill.kit.testing.Check;
import org.watchbill.kit.testing.HttpCalls;
import org.watchbill.kit.testing.TestDatabase;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RegistrationTest {

    private final HttpCalls calls;

    RegistrationTest(TestDatabase database) {
        RunningAuth auth = RunningAuth.shared(database);
        calls = auth.calls();
    }

    @Test
    void aClientThatAsksForDeviceCodesMayUseThemAndIsAnotherThanOneThatDoesNot() {
        String metadata = """
                {"client_name":"Television","redirect_uris":["http://localhost/cb"],"grant_types":[%s]}
                """;
        String device = "\"urn:ietf:params:oauth:grant-type:device_code\"";
        JsonNode with = calls.post("/register", metadata.formatted(device)).json();
        JsonNode without = calls.post("/register", metadata.formatted("\"authorization_code\""))
                .json();
        assertThat(with.path("grant_types").toString())
                .isEqualTo("[\"authorization_code\",\"refresh_token\"," + device + "]");
        assertThat(without.path("grant_types").toString()).isEqualTo("[\"authorization_code\",\"refresh_token\"]");
        assertThat(with.path("client_id")).isNotEqualTo(without.path("client_id"));
        String form = "client_id=" + with.path("client_id").stringValue() + "&scope=schedule:read";
        assertThat(calls.postForm("/device_authorization", Map.of(), form).status())
                .isEqualTo(200);
        String other = "client_id=" + without.path("client_id").stringValue() + "&scope=schedule:read";
        assertThat(calls.postForm("/device_authorization", Map.of(), other)
                        .json()
                        .path("error")
                        .stringValue())
                .isEqualTo("unauthorized_client");
    }

    @Check("D01")
    @Test
    void d01ALoopbackAndAnHttpsUriAreRegisteredForAPublicClient() {
        HttpCalls.Answer answer = calls.post("/register", """
                {"client_name":"Inspector","redirect_uris":["http://localhost:6274/oauth/callback","https://app.example/cb"],
                 "token_endpoint_auth_method":"none","grant_types":["authorization_code","refresh_token"],
                 "response_types":["code"],"scope":"schedule:read offline_access","application_type":"web"}
                """);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("cache-control")).contains("no-store");
        JsonNode client = answer.json();
        assertThat(client.path("client_id").stringValue()).matches("wb_[A-Za-z0-9_-]{22}");
        assertThat(client.path("client_name").stringValue()).isEqualTo("Inspector");
        assertThat(client.path("redirect_uris").toString())
                .isEqualTo("[\"http://localhost:6274/oauth/callback\",\"https://app.example/cb\"]");
        assertThat(client.path("token_endpoint_auth_method").stringValue()).isEqualTo("none");
        assertThat(client.path("application_type").stringValue()).isEqualTo("native");
        assertThat(client.path("grant_types").toString()).isEqualTo("[\"authorization_code\",\"refresh_token\"]");
        assertThat(answer.body()).doesNotContain("null");
    }

    @Check("Q06")
    @Test
    void theUriOfCursorIsTheOneExceptionAndOnlyExactly() {
        assertThat(register("[\"cursor://anysphere.cursor-mcp/oauth/callback\",\"http://localhost:8787/cb\"]")
                        .status())
                .isEqualTo(201);
        assertThat(register("[\"cursor://anysphere.cursor-mcp/oauth/callback2\"]")
                        .status())
                .isEqualTo(400);
    }

    @Check({"D04", "D05", "D06", "D07", "D08", "D09", "D10", "D11", "D12", "S24"})
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                D04 http elsewhere        | ["http://evil.example/cb"]
                D05 javascript            | ["javascript:alert(1)"]
                D06 data                  | ["data:text/html,x"]
                D07 fragment              | ["https://a.example/cb#x"]
                D08 user info             | ["https://u@a.example/cb"]
                D09 look-alike            | ["http://localhost.evil.example/cb"]
                D09 loopback number       | ["http://127.0.0.2/cb"]
                D10 wildcard host         | ["https://*.example.com/*"]
                D10 wildcard path         | ["https://a.example.com/*"]
                D11 none                  | []
                D12 not an array          | "https://a.example/cb"
                one bad among good        | ["https://a.example/cb", "ftp://a.example/cb"]
                not a string              | [1]
                S24 line break            | ["https://a.example/cb\\r\\nX: y"]
                S24 backslash             | ["https://a.example\\\\@b.example/cb"]
                S24 encoded nul           | ["https://a.example/cb%00"]
                S24 homograph             | ["https://ex\\u0430mple.com/cb"]
                dot segments              | ["https://a.example/x/../cb"]
                too many                  | ["https://a.example/1","https://a.example/2","https://a.example/3","https://a.example/4","https://a.example/5","https://a.example/6","https://a.example/7","https://a.example/8","https://a.example/9","https://a.example/10","https://a.example/11"]
                """)
    void unsafeRedirectUrisAreRefused(String name, String redirectUris) {
        HttpCalls.Answer answer = register(redirectUris);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_redirect_uri");
    }

    @Check({"D13", "D14", "Q24"})
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                D13 broken JSON          | {                                                                        | invalid_request
                D13 no object            | []                                                                       | invalid_client_metadata
                D14 unknown method       | {"redirect_uris":["https://a.example/cb"],"token_endpoint_auth_method":"magic"} | invalid_client_metadata
                name is no string        | {"redirect_uris":["https://a.example/cb"],"client_name":{}}             | invalid_client_metadata
                """)
    void unreadableMetadataIsRefused(String name, String body, String error) {
        HttpCalls.Answer answer = calls.post("/register", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo(error);
    }

    @Check({"D15", "D16", "D18", "D19"})
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                D15 password grant       | "grant_types":["authorization_code","password","urn:ietf:params:oauth:grant-type:jwt-bearer"]
                D15 implicit             | "response_types":["code","token"]
                D16 logo as script       | "logo_uri":"javascript:alert(1)"
                D18 nulls                | "client_uri":null,"logo_uri":null,"contacts":null,"client_name":null,"token_endpoint_auth_method":null
                D19 no application type  | "software_id":"x"
                no keys to sign with     | "token_endpoint_auth_method":"private_key_jwt"
                """)
    void whatIsNotOfferedIsDroppedOrReplaced(String name, String members) {
        HttpCalls.Answer answer =
                calls.post("/register", "{\"redirect_uris\":[\"http://127.0.0.1/cb\"]," + members + "}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "client_id",
                        "client_id_issued_at",
                        "client_name",
                        "redirect_uris",
                        "application_type",
                        "token_endpoint_auth_method",
                        "grant_types",
                        "response_types");
        assertThat(answer.json().path("token_endpoint_auth_method").stringValue())
                .isEqualTo("none");
        assertThat(answer.json().path("grant_types").toString())
                .isEqualTo("[\"authorization_code\",\"refresh_token\"]");
    }

    @Check("D17")
    @Test
    void d17ALargeBodyIsRefused() {
        String name = "x".repeat(17 * 1024);
        HttpCalls.Answer answer = calls.post(
                "/register", "{\"redirect_uris\":[\"http://127.0.0.1/cb\"],\"client_name\":\"" + name + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_client_metadata");
    }

    @Check({"S21", "Q01"})
    @Test
    void s21EqualMetadataFindsTheSameClientWhateverTheOrder() {
        String one = clientId("[\"http://127.0.0.1/a\",\"http://127.0.0.1/b\"]");
        assertThat(clientId("[\"http://127.0.0.1/b\",\"http://127.0.0.1/a\"]")).isEqualTo(one);
        assertThat(clientId("[\"http://127.0.0.1/b\"]")).isNotEqualTo(one);
    }

    @Check({"S21", "Q01"})
    @Test
    void s21ConcurrentEqualRegistrationsMakeOneClient() throws Exception {
        String uris = "[\"http://127.0.0.1/race\"]";
        Callable<String> registration = () -> clientId(uris);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> ids = threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> registration).toList());
            String first = ids.getFirst().get();
            for (Future<String> id : ids) {
                assertThat(id.get()).isEqualTo(first);
            }
        }
    }

    @Check("S21")
    @Test
    void s21AFloodOfRegistrationsIsStoppedAndExistingClientsGoOn() {
        try (RunningAuth own = RunningAuth.start(TestDatabase.H2.settings(), Map.of("demo", "true"))) {
            OAuthClient client = OAuthClient.register(own.calls(), "Before", "http://127.0.0.1/callback");
            HttpCalls flood = own.calls();
            for (int i = 1; i < 300; i++) {
                assertThat(flood.post("/register", "{").status()).isEqualTo(400);
            }
            HttpCalls.Answer stopped = own.calls().post("/register", "{}");
            assertThat(stopped.status()).isEqualTo(429);
            assertThat(stopped.header("retry-after")).contains("60");
            client.connect(new Browser(own.calls()).signIn("ana@harbor.example"), "schedule:read");
            own.time().advance(Duration.ofSeconds(1));
            assertThat(own.calls().post("/register", "{").status()).isEqualTo(400);
        }
    }

    @Check("S22")
    @Test
    void s22NamesLoseWhatCouldDisguiseThem() {
        HttpCalls.Answer answer = calls.post("/register", """
                {"redirect_uris":["http://127.0.0.1/s22"],"client_name":"Good\\u202eBad\\nApp\\u0000 %s"}
                """.formatted("x".repeat(300)));
        String name = answer.json().path("client_name").stringValue();
        assertThat(name).startsWith("Good Bad App x").hasSize(100);
    }

    @Test
    void aClientThatAsksForASecretGetsOneAndARegistrationOfItsOwnToManage() {
        String body = """
                {"redirect_uris":["http://127.0.0.1/own"],"client_name":"Own","token_endpoint_auth_method":"client_secret_basic"}
                """;
        JsonNode one = calls.post("/register", body).json();
        JsonNode two = calls.post("/register", body).json();
        assertThat(one.path("client_id")).isNotEqualTo(two.path("client_id"));
        assertThat(one.path("client_secret_expires_at").intValue()).isZero();
        assertThat(one.path("client_secret").stringValue()).matches("[A-Za-z0-9_-]{43}");
        String path = "/register/" + one.path("client_id").stringValue();
        assertThat(one.path("registration_client_uri").stringValue()).isEqualTo(RunningAuth.ISSUER + path);

        Map<String, String> own = bearer(one);
        assertThat(calls.get(path, own).json().path("client_name").stringValue())
                .isEqualTo("Own");
        for (Map<String, String> stranger : List.of(Map.<String, String>of(), bearer(two))) {
            assertThat(calls.get(path, stranger).status()).isEqualTo(401);
            assertThat(calls.send("PUT", path, stranger, body).status()).isEqualTo(401);
            assertThat(calls.send("DELETE", path, stranger, "").status()).isEqualTo(401);
        }
        HttpCalls.Answer changed = calls.send("PUT", path, own, body.replace("\"Own\"", "\"Renamed\""));
        assertThat(changed.json().path("client_name").stringValue()).isEqualTo("Renamed");
        assertThat(calls.send("PUT", path, own, body.replace("127.0.0.1", "evil.example"))
                        .status())
                .isEqualTo(400);
        assertThat(calls.send("DELETE", path, own, "").status()).isEqualTo(204);
        assertThat(calls.get(path, own).status()).isEqualTo(401);
    }

    @Test
    void aRegistrationThatIsSharedCannotBeManaged() {
        String id = clientId("[\"http://127.0.0.1/shared\"]");
        assertThat(calls.get("/register/" + id, Map.of("Authorization", "Bearer x"))
                        .status())
                .isEqualTo(401);
        assertThat(calls.send("DELETE", "/register/" + id, Map.of("Authorization", "Bearer "), "")
                        .status())
                .isEqualTo(401);
        assertThat(clientId("[\"http://127.0.0.1/shared\"]")).isEqualTo(id);
    }

    private static Map<String, String> bearer(JsonNode registration) {
        return Map.of(
                "Authorization",
                "Bearer " + registration.path("registration_access_token").stringValue());
    }

    private HttpCalls.Answer register(String redirectUris) {
        return calls.post("/register", "{\"client_name\":\"Test\",\"redirect_uris\":" + redirectUris + "}");
    }

    private String clientId(String redirectUris) {
        return register(redirectUris).json().path("client_id").stringValue();
    }
}
