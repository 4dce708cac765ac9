package org.watchbill.kit.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one service.
 *
 * <p>Every key and its default stand in the class-path file {@code <service>/<service>.yaml}. A YAML file named by
 * {@code WATCHBILL_<SERVICE>_CONFIG} overrides them, and {@code WATCHBILL_<SERVICE>_<KEY>} (dots and dashes as
 * underscores) overrides both. A key that the defaults do not have is refused. A default key with a step {@code "*"},
 * such as {@code upstreams."*".url}, declares a map: any name may stand there.
 */
public final class Settings {

    private static final int SHORTEST_SECRET = 32;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private final String service;
    private final Map<String, Setting> values;

    private Settings(String service, Map<String, Setting> values) {
        this.service = service;
        this.values = values;
    }

    /** Reads defaults, the named file and {@code environment}; throws {@link ConfigurationException}. */
    public static Settings load(String service, Map<String, String> environment) {
        return new Settings(service, SettingsSources.load(service, environment));
    }

    /** Defaults with {@code overrides} by plain key, as tests want them. */
    public static Settings of(String service, Map<String, String> overrides) {
        return new Settings(service, SettingsSources.of(service, overrides));
    }

    /** The service's name, such as {@code schedule-service}. */
    public String service() {
        return service;
    }

    /** Whether {@code key} has a value that is not blank. */
    public boolean isSet(String key) {
        return !setting(key).value().isBlank();
    }

    /** A text that must not be blank. */
    public String text(String key) {
        Setting setting = setting(key);
        if (setting.value().isBlank()) {
            throw setting.invalid("must be set");
        }
        return setting.value();
    }

    /** A comma-separated list; blank is the empty list. */
    public List<String> texts(String key) {
        return Stream.of(setting(key).value().split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    public int number(String key, int min, int max) {
        Setting setting = setting(key);
        int number = NUMBER.matcher(setting.value()).matches() ? Integer.parseInt(setting.value()) : Integer.MIN_VALUE;
        if (number < min || number > max) {
            throw setting.invalid("must be a whole number from " + min + " to " + max);
        }
        return number;
    }

    public boolean flag(String key) {
        Setting setting = setting(key);
        return switch (setting.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw setting.invalid("must be true or false");
        };
    }

    /** An ISO 8601 duration greater than zero. */
    public Duration duration(String key) {
        Setting setting = setting(key);
        try {
            Duration duration = Duration.parse(setting.value());
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException notADuration) {
            // answered below, like a duration of zero
        }
        throw setting.invalid("must be an ISO 8601 duration greater than zero, such as PT30S");
    }

    /** An absolute http or https URI without query, fragment or trailing slash. */
    public URI uri(String key) {
        Setting setting = setting(key);
        try {
            URI uri = new URI(setting.value());
            if (isWebAddress(uri) && !setting.value().endsWith("/")) {
                return uri;
            }
        } catch (URISyntaxException notAUri) {
            // answered below, like a URI of another kind
        }
        throw setting.invalid(
                "must be an http or https URI without user, query, fragment or trailing slash, such as http://localhost:8080");
    }

    /** The URIs of the map {@code prefix}, whose keys are {@code <prefix>.<name>.url}, by name; blank ones are left out. */
    public Map<String, URI> uris(String prefix) {
        Map<String, URI> uris = new TreeMap<>();
        for (String key : values.keySet()) {
            if (key.startsWith(prefix + ".") && key.endsWith(".url") && isSet(key)) {
                uris.put(key.substring(prefix.length() + 1, key.length() - ".url".length()), uri(key));
            }
        }
        return Map.copyOf(uris);
    }

    public Path path(String key) {
        String text = text(key);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw setting(key).invalid("must be a path");
        }
    }

    /** The content of the file that {@code key} names: a secret of at least 32 characters, without line break. */
    public Secret secret(String key) {
        return content(key, SHORTEST_SECRET);
    }

    /** Like {@link #secret}, for passwords that others chose and that may be short. */
    public Secret password(String key) {
        return content(key, 1);
    }

    private Secret content(String key, int shortest) {
        Setting setting = setting(key);
        if (setting.value().isBlank()) {
            throw setting.secretMissing("must name a secret file");
        }
        String content;
        try {
            content = Files.readString(path(key));
        } catch (IOException | IllegalArgumentException e) {
            throw setting.secretMissing("names a file that cannot be read");
        }
        String secret = content.replaceFirst("[\r\n]+\\z", "");
        if (secret.length() < shortest) {
            throw setting.secretMissing("names a file with fewer than " + shortest + " characters");
        }
        return new Secret(secret);
    }

    private Setting setting(String key) {
        Setting setting = values.get(key);
        if (setting == null) {
            throw new ConfigurationException("Setting '" + key + "' has no default in " + service + ".yaml");
        }
        return setting;
    }

    private static boolean isWebAddress(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }
}
