package org.watchbill.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.AuthFake;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;

/** API tokens, and the forms of the OnCalls server. */
class OtherCredentialsTest {

    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");
    private static final String API_TOKEN = "urn:watchbill:params:oauth:token-type:api-token";
    private static final String PASSWORD = "urn:watchbill:params:oauth:token-type:password";
    private static final String PAIR = pairFrom("127.0.0.1");
    private static final Map<String, String> NAME_AND_PASSWORD =
            Map.of("X-OnCalls-Username", "ana", "X-OnCalls-Password", "pw");

    private RunningGateway gateway = new RunningGateway();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void anApiTokenIsGoodInEachOfItsThreePlaces() {
        gateway.auth().accept(API_TOKEN, "wb_good", ANA);
        assertThat(list(Map.of("Authorization", "Bearer wb_good"), "").status()).isEqualTo(200);
        assertThat(list(Map.of("x-api-key", "wb_good"), "").status()).isEqualTo(200);
        assertThat(list(Map.of("API-Key", "wb_good"), "").status()).isEqualTo(200);
    }

    @Test
    void anUnknownApiTokenIsInvalidAndNeverQuoted() {
        WireReply reply = list(Map.of("x-api-key", "wb_bad"), "");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(reply.body()).doesNotContain("wb_bad");
    }

    @Test
    void anApiTokenIsNoAccessTokenAndTheOtherWayRound() {
        gateway.auth().accept(PASSWORD, "wb_good", ANA);
        assertThat(list(Map.of("x-api-key", "wb_good"), "").status()).isEqualTo(401);
        assertThat(list(Map.of("x-api-key", gateway.memberToken()), "").status())
                .isEqualTo(401);
    }

    @Test
    void theOldFormsAreOffUntilSwitchedOn() {
        gateway.auth().accept(PASSWORD, PAIR, ANA);
        assertThat(list(NAME_AND_PASSWORD, "").status()).isEqualTo(401);
        assertThat(list(Map.of("Authorization", "Bearer YW5hOnB3"), "").status())
                .isEqualTo(401);
        assertThat(list(Map.of(), "?username=ana&password=pw").status()).isEqualTo(401);
    }

    @Test
    void theOldHeadersHaveASwitchOfTheirOwn() {
        restart(Map.of("legacy-credentials.headers", "true"));
        gateway.auth().accept(PASSWORD, PAIR, ANA);
        assertThat(list(NAME_AND_PASSWORD, "").status()).isEqualTo(200);
        assertThat(list(Map.of("Authorization", "Bearer YW5hOnB3"), "").status())
                .isEqualTo(200);
        assertThat(list(Map.of(), "?username=ana&password=pw").status()).isEqualTo(401);
    }

    @Test
    void theOldQueryHasASwitchOfItsOwn() {
        restart(Map.of("legacy-credentials.query", "true"));
        gateway.auth().accept(PASSWORD, PAIR, ANA);
        assertThat(list(Map.of(), "?username=ana&password=pw").status()).isEqualTo(200);
        assertThat(list(Map.of(), "?username=ana&password=wrong").status()).isEqualTo(401);
        assertThat(list(NAME_AND_PASSWORD, "").status()).isEqualTo(401);
    }

    @Test
    void twoCredentialsAtOnceAreNone() {
        gateway.auth().accept(API_TOKEN, "wb_good", ANA);
        assertThat(list(Map.of("x-api-key", "wb_good", "Authorization", "Bearer " + gateway.memberToken()), "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aPasswordGoesWithTheAddressItCameFromAndIsRememberedForIt() {
        restart(Map.of("legacy-credentials.headers", "true", "server.trusted-proxies", "127.0.0.1"));
        gateway.auth().accept(PASSWORD, pairFrom("192.0.2.7"), ANA);
        gateway.auth().accept(PASSWORD, pairFrom("192.0.2.8"), ANA);
        for (String address : new String[] {"192.0.2.7", "192.0.2.7", "192.0.2.8", "192.0.2.8"}) {
            assertThat(listFrom(address).status()).isEqualTo(200);
        }
        assertThat(listFrom("192.0.2.9").status()).isEqualTo(401);
        assertThat(gateway.auth().exchanges().stream()
                        .map(exchange -> exchange.all("subject_token").getFirst()))
                .containsExactly(pairFrom("192.0.2.7"), pairFrom("192.0.2.8"), pairFrom("192.0.2.9"));
    }

    @Test
    void aPasswordOfSeveralOrganisationsIsToldWhatToDo() {
        restart(Map.of("legacy-credentials.headers", "true"));
        gateway.auth().setMood(AuthFake.Mood.AMBIGUOUS);
        WireReply reply = list(NAME_AND_PASSWORD, "");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(reply.json().path("detail").stringValue())
                .isEqualTo("The account belongs to several organisations and a password chooses none of them;"
                        + " use an API token made for one of them");
    }

    @Test
    void tooManyWrongPasswordsAreToldWhenToComeAgain() {
        restart(Map.of(
                "legacy-credentials.headers", "true", "limits.per-address", "1", "limits.per-address-burst", "1"));
        gateway.auth().setMood(AuthFake.Mood.THROTTLING);
        WireReply reply = list(NAME_AND_PASSWORD, "");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("60");
        assertThat(reply.errorCode()).isEqualTo(429);
        assertThat(reply.json().at("/error/data/retryAfterSeconds").intValue()).isEqualTo(60);

        list(NAME_AND_PASSWORD, "");
        gateway.auth().setMood(AuthFake.Mood.GRANTING);
        gateway.auth().accept(PASSWORD, PAIR, ANA);
        assertThat(list(NAME_AND_PASSWORD, "").status())
                .as("such attempts count for the address")
                .isEqualTo(429);
        gateway.time().advance(Duration.ofSeconds(60));
        assertThat(list(NAME_AND_PASSWORD, "").status()).isEqualTo(200);
    }

    private static String pairFrom(String address) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"username\":\"ana\",\"password\":\"pw\",\"address\":\"" + address + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private WireReply listFrom(String address) {
        Map<String, String> headers = new HashMap<>(NAME_AND_PASSWORD);
        headers.put("X-Forwarded-For", address);
        return list(headers, "");
    }

    private void restart(Map<String, String> settings) {
        gateway.close();
        gateway = new RunningGateway(ToolAnswers.schedule(), settings);
    }

    private WireReply list(Map<String, String> credential, String query) {
        ModernClient client = gateway.member();
        Map<String, String> headers = new HashMap<>(client.headers("tools/list", Json.object()));
        headers.remove("Authorization");
        headers.putAll(credential);
        byte[] body = Json.bytes(client.message(1, "tools/list", Json.object()));
        return Wire.send("POST", gateway.at("/mcp" + query), headers, body);
    }
}
