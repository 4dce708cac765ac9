package org.watchbill.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.watchbill.schedule.RunningSchedule.ADMIN;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.watchbill.kit.testing.TestDatabase;

class ImportMainTest {

    @TempDir
    private Path folder;

    /** What a run of the program printed, and how it ended. */
    private record Run(int exit, List<String> out, List<String> err) {}

    @Test
    void loadsAnOrganisationFromFilesAloneAndGuessesTheirKinds() throws IOException {
        try (RunningSchedule service = RunningSchedule.on(TestDatabase.H2);
                TokenDeskFake desk = new TokenDeskFake(() -> service.apiToken(ADMIN))) {
            assertThat(run(service, desk, file("people.csv", Clinic.MEMBERS)).out())
                    .containsExactly("people.csv imported as members: 4 created, 0 updated, 0 unchanged, 0 released");
            assertThat(run(service, desk, file("hours.csv", Clinic.SHIFT_TYPES)).exit())
                    .isZero();
            String roster = Clinic.ROSTER + "2026-12-01,D,Zoe Zimmer,\n";
            assertThat(run(service, desk, file("roster.csv", roster)))
                    .isEqualTo(new Run(
                            1,
                            List.of(),
                            List.of(
                                    "roster.csv:8: No member is called 'Zoe Zimmer'",
                                    "roster.csv: One line cannot be imported; nothing was changed")));
            assertThat(run(
                                    service,
                                    desk,
                                    file("roster.csv", roster),
                                    "--create-members",
                                    "--organisation",
                                    "harbor-clinic")
                            .out())
                    .containsExactly(
                            "roster.csv imported as roster: 7 created, 0 updated, 0 unchanged, 0 released",
                            "1 members added");
            assertThat(desk.lastForm())
                    .isEqualTo("grant_type=client_credentials&resource=http://127.0.0.1:" + service.port()
                            + "/api&scope=schedule:write members:write&organisation=harbor-clinic");
        }
    }

    @Test
    void loadsACalendarOfOneMember() throws IOException {
        try (RunningSchedule service = RunningSchedule.on(TestDatabase.H2);
                TokenDeskFake desk = new TokenDeskFake(() -> service.apiToken(ADMIN))) {
            assertThat(run(service, desk, file("people.csv", Clinic.MEMBERS)).exit())
                    .isZero();
            String calendar = """
                    BEGIN:VCALENDAR
                    VERSION:2.0
                    BEGIN:VEVENT
                    UID:1
                    DTSTART:20261205T120000Z
                    DURATION:PT1H
                    END:VEVENT
                    END:VCALENDAR
                    """;
            assertThat(run(service, desk, file("ben.ics", calendar), "--member", "ben@harbor.example")
                            .exit())
                    .isZero();
        }
    }

    @Test
    void saysWhatItLacks() throws IOException {
        try (RunningSchedule service = RunningSchedule.on(TestDatabase.H2);
                TokenDeskFake desk = new TokenDeskFake(() -> service.apiToken(ADMIN))) {
            assertThat(run(service, desk).err().getFirst()).startsWith("Usage: import FILE");
            assertThat(run(service, desk, "a.csv", "--kind", "other").err().getFirst())
                    .startsWith("There is no kind 'other'.");
            assertThat(run(service, desk, "a.csv", "--colour").err().getFirst())
                    .startsWith("There is no option --colour");
            assertThat(run(service, desk, "missing.csv")).extracting(Run::exit).isEqualTo(2);
            Files.writeString(folder.resolve("secret"), "another secret");
            assertThat(main(
                                    Map.of(
                                            "WATCHBILL_AUTH_URL", desk.url(),
                                            "WATCHBILL_SCHEDULE_URL", "http://127.0.0.1:" + service.port(),
                                            "WATCHBILL_CLI_SECRET_FILE",
                                                    folder.resolve("secret").toString()),
                                    folder.resolve(file("a.csv", Clinic.MEMBERS))
                                            .toString())
                            .err())
                    .containsExactly("auth-service gave no token: invalid_client");
            assertThat(main(Map.of(), folder.resolve("a.csv").toString()).err())
                    .containsExactly("The environment variable WATCHBILL_SCHEDULE_URL is missing");
        }
    }

    private String file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        return name;
    }

    /** Runs the program on the first argument as a file of the folder, and prints as if it stood there. */
    private Run run(RunningSchedule service, TokenDeskFake desk, String... arguments) throws IOException {
        Path secret = Files.writeString(folder.resolve("cli"), TokenDeskFake.SECRET + "\n");
        String[] located = Stream.concat(
                        Arrays.stream(arguments)
                                .limit(1)
                                .map(name -> folder.resolve(name).toString()),
                        Arrays.stream(arguments).skip(1))
                .toArray(String[]::new);
        Run run = main(
                Map.of(
                        "WATCHBILL_AUTH_URL", desk.url(),
                        "WATCHBILL_SCHEDULE_URL", "http://127.0.0.1:" + service.port(),
                        "WATCHBILL_CLI_SECRET_FILE", secret.toString()),
                located);
        return new Run(run.exit(), inFolder(run.out()), inFolder(run.err()));
    }

    private List<String> inFolder(List<String> lines) {
        return lines.stream().map(line -> line.replace(folder + "/", "")).toList();
    }

    private static Run main(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = ImportMain.run(
                arguments, environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Run(
                exit,
                out.toString(UTF_8).lines().toList(),
                err.toString(UTF_8).lines().toList());
    }
}
