package org.watchbill.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.watchbill.kit.config.ConfigurationException;
import org.watchbill.kit.config.Settings;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void startsOnlyWithItsSecrets() throws IOException {
        assertRefused("auth.client-secret-file", Map.of());
        assertRefused("session.key-file", Map.of("auth.client-secret-file", secret()));
    }

    @Test
    void startsOnlyWithAnUpstream() throws IOException {
        assertRefused("upstreams", Map.of("upstreams.schedule-service.url", "", "auth.client-secret-file", secret()));
    }

    private void assertRefused(String key, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("server.port", "0", "server.internal-port", "0"));
        all.putAll(settings);
        assertThatThrownBy(() -> GatewayService.start(Settings.of("mcp-gateway", all), InstantSource.system()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key);
    }

    private String secret() throws IOException {
        return Files.writeString(folder.resolve("secret"), "a-secret-of-at-least-32-characters-or-more")
                .toString();
    }
}
