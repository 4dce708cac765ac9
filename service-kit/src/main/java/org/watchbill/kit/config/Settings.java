package org.watchbill.kit.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings of one service.
 *
 * <p>Every key and its default stand in the class-path file {@code <service>/<service>.yaml}. A YAML file named by
 * {@code WATCHBILL_<SERVICE>_CONFIG} overrides them, and {@code WATCHBILL_<SERVICE>_<KEY>} (dots and dashes as
 * underscores) overrides both. A key that the defaults do not have is refused.
 */
public final class Settings {

    private Settings() {}

    /** Reads defaults, the named file and {@code environment}; throws {@link ConfigurationException}. */
    public static Settings load(String service, Map<String, String> environment) {
        throw new UnsupportedOperationException(service + environment);
    }

    /** Defaults with {@code overrides} by plain key, as tests want them. */
    public static Settings of(String service, Map<String, String> overrides) {
        throw new UnsupportedOperationException(service + overrides);
    }

    /** The service's name, such as {@code schedule-service}. */
    public String service() {
        throw new UnsupportedOperationException();
    }

    /** A text that must not be blank. */
    public String text(String key) {
        throw new UnsupportedOperationException(key);
    }

    /** A comma-separated list; blank is the empty list. */
    public List<String> texts(String key) {
        throw new UnsupportedOperationException(key);
    }

    public int number(String key, int min, int max) {
        throw new UnsupportedOperationException(key + min + max);
    }

    public boolean flag(String key) {
        throw new UnsupportedOperationException(key);
    }

    /** An ISO 8601 duration greater than zero. */
    public Duration duration(String key) {
        throw new UnsupportedOperationException(key);
    }

    /** An absolute http or https URI without query, fragment or trailing slash. */
    public URI uri(String key) {
        throw new UnsupportedOperationException(key);
    }

    public Path path(String key) {
        throw new UnsupportedOperationException(key);
    }

    /** The content of the file that {@code key} names: a secret of at least 32 characters, without line break. */
    public Secret secret(String key) {
        throw new UnsupportedOperationException(key);
    }
}
