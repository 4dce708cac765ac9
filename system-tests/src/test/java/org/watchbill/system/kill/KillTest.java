package org.watchbill.system.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.watchbill.system.suite.Storage;

/** Whatever is killed whenever: every answered write is there, with exactly one event; nothing else is. */
@Timeout(value = 7, unit = TimeUnit.MINUTES)
final class KillTest {

    @Test
    void fiftyKillsOnH2LoseAndDoubleNothing() throws IOException {
        assertNothingIsLostOrDoubled(Storage.H2, 50);
    }

    @Test
    void twentyKillsOnPostgresLoseAndDoubleNothing() throws IOException {
        assertNothingIsLostOrDoubled(Storage.POSTGRES, 20);
    }

    private static void assertNothingIsLostOrDoubled(Storage storage, int kills) throws IOException {
        long seed = Long.getLong("kill.seed", ThreadLocalRandom.current().nextInt(1_000_000));
        Path suites = Files.createDirectories(Path.of("target", "suites").toAbsolutePath());
        KillReport report = new KillRun(storage, seed, Files.createTempDirectory(suites, "kill")).run(kills);
        System.out.println(report);
        report.mismatches().stream().limit(20).forEach(System.out::println);
        assertThat(report.mismatches()).as("%s", report).isEmpty();
        assertThat(report.killed()).as("%s", report).isGreaterThanOrEqualTo(kills);
        assertThat(report.counts().answered()).as("%s", report).isGreaterThan(kills);
    }
}
