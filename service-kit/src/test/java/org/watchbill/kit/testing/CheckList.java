package org.watchbill.kit.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * What a module has to prove: a resource with a line a requirement, its id and what is expected, beside the tests that
 * name ids by {@link Check}.
 */
public record CheckList(Set<String> required, Set<String> proven) {

    public CheckList {
        required = Set.copyOf(required);
        proven = Set.copyOf(proven);
    }

    /** The list at {@code resource}, against the tests of the folder that {@code test} was compiled to. */
    public static CheckList of(Class<?> test, String resource) {
        return new CheckList(idsIn(test, resource), idsOfTests(test));
    }

    /** Ids on one side only: a requirement without a test, or a test with an id that is not on the list. */
    public Set<String> loose() {
        Set<String> loose = new TreeSet<>(required);
        loose.removeAll(proven);
        proven.stream().filter(id -> !required.contains(id)).forEach(loose::add);
        return loose;
    }

    private static Set<String> idsIn(Class<?> test, String resource) {
        try (InputStream list = Objects.requireNonNull(test.getResourceAsStream(resource), resource)) {
            Set<String> ids = new TreeSet<>();
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList()) {
                if (!ids.add(line.split(" ", 2)[0])) {
                    throw new IllegalStateException("Twice on the list: " + line);
                }
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> idsOfTests(Class<?> test) {
        Path classes = folder(test);
        try (Stream<Path> files = Files.walk(classes)) {
            Set<String> ids = new TreeSet<>();
            files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.substring(0, file.length() - 6).replace(File.separatorChar, '.'))
                    .flatMap(name -> Stream.of(load(name, test).getDeclaredMethods()))
                    .filter(CheckList::isRun)
                    .forEach(method ->
                            ids.addAll(Set.of(method.getAnnotation(Check.class).value())));
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRun(Method method) {
        return method.isAnnotationPresent(Check.class)
                && (method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                && !method.isAnnotationPresent(Disabled.class);
    }

    private static Path folder(Class<?> test) {
        try {
            return Path.of(
                    test.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name, Class<?> test) {
        try {
            return Class.forName(name, false, test.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
