package org.watchbill.system.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** CSV files on disk, loaded as {@code ./watchbill import} does it: by the import program in a process of its own. */
public final class Roster {

    private final SuitePlan plan;

    public Roster(SuitePlan plan) {
        this.plan = plan;
    }

    public void importMembers(String... lines) throws IOException {
        load("members", lines);
    }

    public void importShiftTypes(String... lines) throws IOException {
        load("shift-types", lines);
    }

    public void importShifts(String... lines) throws IOException {
        load("roster", lines);
    }

    private void load(String kind, String... lines) throws IOException {
        Path file = Files.writeString(plan.folder().resolve(kind + ".csv"), String.join("\n", lines) + "\n");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.watchbill.schedule.ImportMain",
                file.toString(),
                "--kind",
                kind));
        builder.environment()
                .putAll(Map.of(
                        "WATCHBILL_AUTH_URL", "" + plan.url(Service.AUTH),
                        "WATCHBILL_SCHEDULE_URL", "" + plan.url(Service.SCHEDULE),
                        "WATCHBILL_CLI_SECRET_FILE", "" + plan.secretFile("watchbill-cli")));
        Process process = builder.redirectErrorStream(true).start();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        if (exit != 0) {
            throw new AssertionError("The import of " + kind + " ended with " + exit + ": " + said);
        }
    }
}
