package org.watchbill.kit.database;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.watchbill.kit.config.ConfigurationException;

/**
 * The JDBC URL of {@code database.url}, completed with the H2 settings that the suite's SQL and durability rest on.
 *
 * @param text the complete URL
 */
record DatabaseUrl(String text, Engine engine) {

    /** The databases that can be used. */
    enum Engine {
        H2,
        POSTGRES
    }

    /** H2 must not close itself on SIGTERM: requests in flight still need it, and {@link Database#close} comes after them. */
    private static final Map<String, String> ANY_H2 =
            settings("MODE", "PostgreSQL", "DATABASE_TO_LOWER", "TRUE", "DB_CLOSE_ON_EXIT", "FALSE");

    /** Without this a killed process loses what it has acknowledged in its last half second. */
    private static final Map<String, String> FILE = settings("WRITE_DELAY", "0");

    /** An in-memory database must survive a moment without connections. */
    private static final Map<String, String> MEMORY = settings("DB_CLOSE_DELAY", "-1");

    static DatabaseUrl of(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(url, Engine.POSTGRES);
        }
        if (url.startsWith("jdbc:h2:file:")) {
            return new DatabaseUrl(complete(complete(url, ANY_H2), FILE), Engine.H2);
        }
        if (url.startsWith("jdbc:h2:mem:")) {
            return new DatabaseUrl(complete(complete(url, ANY_H2), MEMORY), Engine.H2);
        }
        throw new ConfigurationException(
                "database.url must start with jdbc:h2:file:, jdbc:h2:mem: or jdbc:postgresql:");
    }

    boolean isPostgres() {
        return engine == Engine.POSTGRES;
    }

    private static String complete(String url, Map<String, String> required) {
        Map<String, String> given = given(url);
        return url
                + required.entrySet().stream()
                        .filter(setting -> !stands(given, setting))
                        .map(setting -> ";" + setting.getKey() + "=" + setting.getValue())
                        .collect(joining());
    }

    private static boolean stands(Map<String, String> given, Map.Entry<String, String> setting) {
        String value = given.getOrDefault(setting.getKey(), "");
        if (!value.isEmpty() && !value.equalsIgnoreCase(setting.getValue())) {
            throw new ConfigurationException("database.url sets " + setting.getKey() + "=" + value + ", but only "
                    + setting.getKey() + "=" + setting.getValue() + " is safe; leave the setting out");
        }
        return !value.isEmpty();
    }

    private static Map<String, String> given(String url) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : List.of(url.split(";", -1))) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                settings.put(part.substring(0, equals).trim().toUpperCase(Locale.ROOT), part.substring(equals + 1));
            }
        }
        return settings;
    }

    private static Map<String, String> settings(String... pairs) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return settings;
    }
}
