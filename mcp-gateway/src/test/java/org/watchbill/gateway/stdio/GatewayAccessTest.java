package org.watchbill.gateway.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAccessTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080,                http://localhost:8080/mcp,           false",
        "http://localhost:8080/,               http://localhost:8080/mcp,           false",
        "https://rota.example/mcp,             https://rota.example/mcp,            false",
        "https://rota.example/mcp?toolsets=all,https://rota.example/mcp?toolsets=all,false",
        "http://192.0.2.7/mcp,                 http://192.0.2.7/mcp,                true",
        "http://[::1]:8080/mcp,                http://[::1]:8080/mcp,               false"
    })
    void readsTheAddress(String given, String expected, boolean exposed) {
        GatewayAccess access = GatewayAccess.of(Map.of("WATCHBILL_URL", given, "WATCHBILL_TOKEN", "wb_1"));
        assertThat(access.url()).hasToString(expected);
        assertThat(access.isExposed()).isEqualTo(exposed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8080", "ftp://rota.example", "https://", "https://a:b@rota.example", "http://a b"})
    void refusesWhatIsNoAddress(String given) {
        assertThatThrownBy(() -> GatewayAccess.of(Map.of("WATCHBILL_URL", given, "WATCHBILL_TOKEN", "wb_1")))
                .isInstanceOf(StdioUsageException.class)
                .hasMessageStartingWith("WATCHBILL_URL");
    }

    @Test
    void signsInWithTheTokenAndHidesIt() {
        GatewayAccess access = GatewayAccess.of(Map.of("WATCHBILL_TOKEN", " wb_secret ", "ONCALLS_USERNAME", "ana"));
        assertThat(access.url()).hasToString("http://localhost:8080/mcp");
        assertThat(sent(access, "Authorization")).isEqualTo("Bearer wb_secret");
        assertThat(access.toString()).doesNotContain("secret");
    }

    @Test
    void knowsTheNamesOfTheOnCallsServer() {
        GatewayAccess access = GatewayAccess.of(Map.of(
                "ONCALLS_BASE_URL", "https://rota.example", "ONCALLS_USERNAME", "ana", "ONCALLS_PASSWORD", "pw"));
        assertThat(access.url()).hasToString("https://rota.example/mcp");
        assertThat(sent(access, "X-OnCalls-Username")).isEqualTo("ana");
        assertThat(sent(access, "X-OnCalls-Password")).isEqualTo("pw");
    }

    @Test
    void aTokenThatCannotBeAHeaderIsRefused() {
        assertThatThrownBy(() -> GatewayAccess.of(Map.of("WATCHBILL_TOKEN", "a\nb")))
                .isInstanceOf(StdioUsageException.class);
    }

    private static String sent(GatewayAccess access, String header) {
        return Objects.requireNonNull(access.headers().get(header)).reveal();
    }
}
