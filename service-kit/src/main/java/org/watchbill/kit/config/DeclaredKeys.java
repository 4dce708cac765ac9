package org.watchbill.kit.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that a service's defaults declare; a step {@code *} stands for any name of lower-case letters, digits and dashes. */
final class DeclaredKeys {

    private static final String ANY_NAME = "([a-z0-9]+(?:-[a-z0-9]+)*)";
    private static final String ANY_VARIABLE = "([A-Z0-9]+(?:_[A-Z0-9]+)*)";

    private final String service;
    private final Set<String> keys;
    private final List<String> shapes;

    DeclaredKeys(String service, Set<String> keys) {
        this.service = service;
        this.keys = Set.copyOf(keys);
        this.shapes = keys.stream().filter(DeclaredKeys::isShape).sorted().toList();
    }

    static boolean isShape(String key) {
        return ("." + key + ".").contains(".*.");
    }

    static String asVariable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Throws when nobody declared {@code key}. */
    void check(String key, String origin) {
        boolean known = !isShape(key)
                && (keys.contains(key)
                        || shapes.stream()
                                .anyMatch(shape -> pattern(shape).matcher(key).matches()));
        if (!known) {
            throw unknown(key, origin);
        }
    }

    /** {@code values}, where each name of a map has all keys of its shape: those not given with the shape's default. */
    Map<String, Setting> completed(Map<String, Setting> values, Map<String, Setting> defaults) {
        Map<String, Setting> all = new TreeMap<>(values);
        for (String shape : shapes) {
            Pattern siblings = Pattern.compile(pattern(shape.substring(0, shape.indexOf('*') + 1)) + "\\..+");
            for (String key : values.keySet()) {
                Matcher named = siblings.matcher(key);
                if (named.matches()) {
                    String completed = shape.replace("*", named.group(1));
                    Setting usual = Objects.requireNonNull(defaults.get(shape));
                    all.putIfAbsent(completed, new Setting(completed, usual.value(), usual.origin()));
                }
            }
        }
        return all;
    }

    String keyOfVariable(String variable, String origin) {
        return keys.stream()
                .filter(key -> !isShape(key) && asVariable(key).equals(variable))
                .findFirst()
                .or(() -> shapes.stream()
                        .flatMap(shape -> named(shape, variable).stream())
                        .findFirst())
                .orElseThrow(() -> unknown(variable, origin));
    }

    private static Optional<String> named(String shape, String variable) {
        Matcher matcher =
                Pattern.compile(asVariable(shape).replace("*", ANY_VARIABLE)).matcher(variable);
        return matcher.matches()
                ? Optional.of(shape.replace(
                        "*", matcher.group(1).toLowerCase(Locale.ROOT).replace('_', '-')))
                : Optional.empty();
    }

    private static Pattern pattern(String shape) {
        return Pattern.compile(shape.replace(".", "\\.").replace("*", ANY_NAME));
    }

    private ConfigurationException unknown(String key, String origin) {
        return new ConfigurationException("Unknown setting '" + key + "' of " + service + " (" + origin + ")");
    }
}
