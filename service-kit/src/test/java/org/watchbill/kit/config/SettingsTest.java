package org.watchbill.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void readsDefaults() {
        Settings settings = Settings.load("kit-test", Map.of("PATH", "/bin", "WATCHBILL_READY_FILE", "x"));
        assertThat(settings.service()).isEqualTo("kit-test");
        assertThat(settings.text("server.host")).isEqualTo("127.0.0.1");
        assertThat(settings.number("server.max-body", 1, 4096)).isEqualTo(2048);
        assertThat(settings.flag("demo")).isFalse();
        assertThat(settings.duration("token.life")).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.uri("server.public-url")).isEqualTo(URI.create("http://kit.example:8080"));
        assertThat(settings.texts("server.allowed-hosts")).isEmpty();
        assertThat(settings.isSet("server.allowed-hosts")).isFalse();
        assertThat(settings.uris("upstreams"))
                .isEqualTo(Map.of("schedule-service", URI.create("http://localhost:9082")));
    }

    @Test
    void laysTheEnvironmentOverTheFileOverTheDefaults() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                server:
                  host: 10.0.0.1
                  port: 1
                upstreams:
                  audit-service:
                    url: http://localhost:9083
                """);
        Settings settings = Settings.load(
                "kit-test",
                Map.of(
                        "WATCHBILL_KIT_TEST_CONFIG", file.toString(),
                        "WATCHBILL_KIT_TEST_SERVER_PORT", " 2 ",
                        "WATCHBILL_KIT_TEST_SERVER_ALLOWED_HOSTS", "a.example, b.example:1",
                        "WATCHBILL_KIT_TEST_UPSTREAMS_PAGING_SERVICE_URL", "http://localhost:9084",
                        "WATCHBILL_KIT_TEST_UPSTREAMS_SCHEDULE_SERVICE_URL", ""));
        assertThat(settings.text("server.host")).isEqualTo("10.0.0.1");
        assertThat(settings.number("server.port", 0, 65535)).isEqualTo(2);
        assertThat(settings.texts("server.allowed-hosts")).isEqualTo(List.of("a.example", "b.example:1"));
        assertThat(settings.number("server.max-body", 1, 4096)).isEqualTo(2048);
        assertThat(settings.uris("upstreams"))
                .isEqualTo(Map.of(
                        "audit-service", URI.create("http://localhost:9083"),
                        "paging-service", URI.create("http://localhost:9084")));
        assertThat(settings.text("upstreams.audit-service.prefix")).isEqualTo("any");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            server.host       | ``                | must be set
            server.port       | eighty            | must be a whole number from 0 to 65535
            server.port       | 65536             | must be a whole number from 0 to 65535
            server.port       | -1                | must be a whole number from 0 to 65535
            server.port       | 99999999999       | must be a whole number from 0 to 65535
            server.port       | ``                | must be a whole number from 0 to 65535
            server.public-url | localhost:8080    | must be an http or https URI
            server.public-url | ftp://a.example   | must be an http or https URI
            server.public-url | http://a.example/ | must be an http or https URI
            server.public-url | http://a.example?q | must be an http or https URI
            server.public-url | http://a.example#f | must be an http or https URI
            server.public-url | http://u@a.example | must be an http or https URI
            server.public-url | http://a b        | must be an http or https URI
            server.public-url | ``                | must be an http or https URI
            token.life        | 10 minutes        | must be an ISO 8601 duration greater than zero
            token.life        | PT0S              | must be an ISO 8601 duration greater than zero
            token.life        | PT-1S             | must be an ISO 8601 duration greater than zero
            demo              | yes               | must be true or false
            token.key-file    | ``                | must name a secret file
            token.key-file    | /no/such/file     | names a file that cannot be read
            """)
    void refusesAValueAndSaysWhereItCameFrom(String key, String value, String rule) {
        Settings settings = Settings.load(
                "kit-test",
                Map.of(
                        "WATCHBILL_KIT_TEST_"
                                + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT),
                        value));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(settings, key))
                .withMessageStartingWith("Setting '" + key + "' " + rule)
                .withMessageContaining("but is '" + value + "' (environment variable WATCHBILL_KIT_TEST_")
                .satisfies(SettingsTest::hasOneLine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SERVER_PROT",
                "SERVER",
                "UPSTREAMS_AUDIT_SERVICE",
                "UPSTREAMS_AUDIT_SERVICE_PORT",
                "UPSTREAMS_URL",
                "UPSTREAMS___URL",
                "SERVER_PORT_"
            })
    void refusesAVariableThatMatchesNoKey(String variable) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Settings.load("kit-test", Map.of("WATCHBILL_KIT_TEST_" + variable, "1")))
                .withMessage("Unknown setting '" + variable + "' of kit-test (environment variable WATCHBILL_KIT_TEST_"
                        + variable + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "server.prot, 'server: {prot: 1}'",
        "upstreams.audit-service.port, 'upstreams: {audit-service: {port: 1}}'",
        "upstreams.Audit.url, 'upstreams: {Audit: {url: 1}}'",
        "server.port.0, 'server: {port: [1]}'",
        "colour, 'colour: red'"
    })
    void refusesAKeyOfTheFileThatNobodyDeclared(String key, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), yaml);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Settings.load("kit-test", Map.of("WATCHBILL_KIT_TEST_CONFIG", file.toString())))
                .withMessage("Unknown setting '" + key + "' of kit-test (file " + file + ")");
    }

    @Test
    void refusesAFileThatIsNoYaml() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), "server: [\nport: {");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Settings.load("kit-test", Map.of("WATCHBILL_KIT_TEST_CONFIG", file.toString())))
                .withMessageStartingWith("Cannot read the settings of the file " + file)
                .satisfies(SettingsTest::hasOneLine);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Settings.load("kit-test", Map.of("WATCHBILL_KIT_TEST_CONFIG", "/no/own.yaml")))
                .withMessage("The file '/no/own.yaml' that WATCHBILL_KIT_TEST_CONFIG names cannot be read");
    }

    @Test
    void refusesServicesAndKeysWithoutDefaults() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Settings.load("no-service", Map.of()))
                .withMessageContaining("no-service.yaml");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Settings.of("kit-test", Map.of()).text("server.colour"))
                .withMessage("Setting 'server.colour' has no default in kit-test.yaml");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Settings.of("kit-test", Map.of("server.colour", "red")))
                .withMessage("Unknown setting 'server.colour' of kit-test (override)");
    }

    @Test
    void readsSecretsWithoutTheLineBreakAndNeverPrintsThem() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef\r\n");
        Secret secret = Settings.of("kit-test", Map.of("token.key-file", file.toString()))
                .secret("token.key-file");
        assertThat(secret.reveal()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(secret).hasToString("Secret[hidden]");
        assertThat(secret.matches("0123456789abcdef0123456789abcdef")).isTrue();
        assertThat(secret.matches("0123456789abcdef0123456789abcdeg")).isFalse();
    }

    @Test
    void refusesShortSecretsButNotShortPasswords() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcde\n");
        Settings settings = Settings.of("kit-test", Map.of("token.key-file", file.toString()));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings.secret("token.key-file"))
                .withMessage("Setting 'token.key-file' names a file with fewer than 32 characters, but is '" + file
                        + "' (override); './watchbill up' makes the secret files")
                .withMessageNotContaining("0123456789");
        assertThat(settings.password("token.key-file").reveal()).isEqualTo("0123456789abcdef0123456789abcde");
    }

    private static Object read(Settings settings, String key) {
        return switch (key) {
            case "server.port" -> settings.number(key, 0, 65535);
            case "server.public-url" -> settings.uri(key);
            case "token.life" -> settings.duration(key);
            case "token.key-file" -> settings.secret(key);
            case "demo" -> settings.flag(key);
            default -> settings.text(key);
        };
    }

    private static void hasOneLine(Throwable e) {
        assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1);
    }
}
