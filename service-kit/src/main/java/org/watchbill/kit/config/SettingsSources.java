package org.watchbill.kit.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Lays the sources of settings over each other and refuses keys that nobody declared. */
final class SettingsSources {

    private SettingsSources() {}

    static Map<String, Setting> load(String service, Map<String, String> environment) {
        String prefix = "WATCHBILL_" + DeclaredKeys.asVariable(service) + "_";
        Map<String, Setting> defaults = defaults(service);
        DeclaredKeys declared = new DeclaredKeys(service, defaults.keySet());
        Map<String, Setting> values = withoutShapes(defaults);
        String file = environment.get(prefix + "CONFIG");
        if (file != null) {
            values.putAll(overrides(declared, file, prefix + "CONFIG"));
        }
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(prefix) && !name.equals(prefix + "CONFIG")) {
                String origin = "environment variable " + name;
                String key = declared.keyOfVariable(name.substring(prefix.length()), origin);
                values.put(key, new Setting(key, variable.getValue(), origin));
            }
        }
        return declared.completed(values, defaults);
    }

    static Map<String, Setting> of(String service, Map<String, String> overrides) {
        Map<String, Setting> defaults = defaults(service);
        DeclaredKeys declared = new DeclaredKeys(service, defaults.keySet());
        Map<String, Setting> values = withoutShapes(defaults);
        overrides.forEach((key, value) -> {
            declared.check(key, "override");
            values.put(key, new Setting(key, value, "override"));
        });
        return declared.completed(values, defaults);
    }

    private static Map<String, Setting> defaults(String service) {
        String resource = service + "/" + service + ".yaml";
        return read(ConfigSources.classpath(resource), "default in " + service + ".yaml");
    }

    private static Map<String, Setting> overrides(DeclaredKeys declared, String file, String variable) {
        if (!Files.isReadable(Path.of(file))) {
            throw new ConfigurationException("The file '" + file + "' that " + variable + " names cannot be read");
        }
        String origin = "file " + file;
        Map<String, Setting> values = read(ConfigSources.file(file), origin);
        values.keySet().forEach(key -> declared.check(key, origin));
        return values;
    }

    private static Map<String, Setting> read(Supplier<? extends ConfigSource> source, String origin) {
        try {
            Map<String, Setting> values = new LinkedHashMap<>();
            Config.builder(source)
                    .disableEnvironmentVariablesSource()
                    .disableSystemPropertiesSource()
                    .disableKeyResolving()
                    .disableValueResolving()
                    .build()
                    .asMap()
                    .orElseGet(Map::of)
                    .forEach((key, value) -> values.put(key, new Setting(key, value, origin)));
            return values;
        } catch (ConfigException e) {
            throw new ConfigurationException("Cannot read the settings of the " + origin + ": " + firstLine(e));
        }
    }

    private static Map<String, Setting> withoutShapes(Map<String, Setting> defaults) {
        Map<String, Setting> values = new TreeMap<>(defaults);
        values.keySet().removeIf(DeclaredKeys::isShape);
        return values;
    }

    private static String firstLine(Throwable e) {
        Throwable root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage())
                .lines()
                .map(String::strip)
                .limit(3)
                .reduce((a, b) -> a + ", " + b)
                .orElse("unreadable");
    }
}
