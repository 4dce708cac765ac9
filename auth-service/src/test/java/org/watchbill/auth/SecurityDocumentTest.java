package org.watchbill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/security.md names as proof is there. */
class SecurityDocumentTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .normalize()
            .resolve("..")
            .normalize();
    private static final Pattern TEST = Pattern.compile("\\b[A-Z][A-Za-z0-9]+Test\\b");
    private static final Pattern CHECK = Pattern.compile("\\b[ATRVJMDCSQ][0-9]{2}\\b");

    @Test
    void everyTestAndEveryCheckThatIsNamedExists() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/security.md"));
        assertThat(testClasses()).containsAll(named(TEST, document));
        String checks = Files.readString(ROOT.resolve("auth-service/src/test/resources/auth-service/checks.txt"))
                + Files.readString(ROOT.resolve("system-tests/src/test/resources/system-tests/checks.txt"));
        assertThat(named(CHECK, checks)).containsAll(named(CHECK, document));
        assertThat(named(TEST, document)).hasSizeGreaterThan(30);
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                16,
                (path, _) -> path.toString().contains("/src/test/java/")
                        && path.toString().endsWith("Test.java"))) {
            return files.map(path -> path.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> named(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }
}
