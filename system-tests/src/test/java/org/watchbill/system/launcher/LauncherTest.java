package org.watchbill.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.watchbill.system.launcher.Launcher.End;
import org.watchbill.system.suite.Deadline;

class LauncherTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private int base;
    private Launcher launcher;

    @BeforeEach
    void choosePorts() {
        base = freeBase();
        launcher = new Launcher(folder, base);
    }

    @AfterEach
    void stop() {
        if (Files.exists(launcher.data())) {
            launcher.run("down");
        }
    }

    @Test
    void itStartsStopsAndKeepsItsData() throws Exception {
        End up = launcher.run("up", "--detach");
        assertThat(up.exit()).as(up.output()).isZero();
        assertThat(up.output())
                .contains("Watchbill is ready.")
                .contains("http://localhost:" + base + "/mcp\n")
                .contains("http://localhost:" + (base + 1) + "/setup?")
                .contains("claude mcp add --transport http watchbill http://localhost:" + base + "/mcp");
        assertThat(launcher.run("status").exit()).isZero();
        String keys = get(base + 1, "/jwks");

        End second = launcher.run("up");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.output())
                .isEqualTo("watchbill: the suite on " + launcher.data().toRealPath()
                        + " is running already; ./watchbill down stops it\n");

        List<ProcessHandle> services = services();
        assertThat(services).hasSize(4).allMatch(ProcessHandle::isAlive);
        End down = launcher.run("down");
        assertThat(down.exit()).isZero();
        assertThat(down.output()).endsWith("Stopped.\n");
        assertGone(services);
        assertThat(launcher.run("status").exit()).isEqualTo(1);

        assertSecretsAreTheOwnersOnly();
        assertForegroundKeepsTheDataAndStopsOnTerm(keys);
    }

    private void assertSecretsAreTheOwnersOnly() throws IOException {
        try (Stream<Path> secrets = Files.list(launcher.data().resolve("secrets"))) {
            assertThat(secrets.toList())
                    .isNotEmpty()
                    .allSatisfy(
                            secret -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                                    .isEqualTo("rw-------"));
        }
    }

    private void assertForegroundKeepsTheDataAndStopsOnTerm(String keys) throws Exception {
        Path output = folder.resolve("foreground.out");
        Process foreground = launcher.start(Map.of(), output, "up");
        Deadline.in(PATIENCE)
                .require(
                        "ready again",
                        () -> !foreground.isAlive() || read(output).contains("Ctrl-C stops it.\n"));
        assertThat(get(base + 1, "/jwks")).isEqualTo(keys);
        List<ProcessHandle> services = services();
        assertThat(services).hasSize(4);

        foreground.destroy();

        assertThat(foreground.waitFor()).isZero();
        assertGone(services);
    }

    /** Ended processes may wait a moment for the system to forget them. */
    private static void assertGone(List<ProcessHandle> services) {
        Deadline.in(Duration.ofSeconds(10))
                .require("all services gone", () -> services.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aPortInUseIsOneLineAndLeavesNothingRunning() throws IOException {
        try (ServerSocket _ = new ServerSocket(base + 2, 1, InetAddress.getLoopbackAddress())) {
            assertThat(launcher.run("up", "--detach"))
                    .isEqualTo(new End(
                            1, "watchbill: schedule-service: port " + (base + 2) + " of schedule-service is in use\n"));
            assertThat(services()).isEmpty();
        }
    }

    @Test
    void aBrokenSettingIsOneLineAndLeavesNothingRunning() throws IOException {
        End end = launcher.run(Map.of("WATCHBILL_AUDIT_SERVICE_SERVER_BOGUS", "1"), "up", "--detach");
        assertThat(end.exit()).isEqualTo(1);
        assertThat(end.output())
                .startsWith("watchbill: audit-service: ")
                .contains("WATCHBILL_AUDIT_SERVICE_SERVER_BOGUS")
                .containsOnlyOnce("\n");
        assertThat(services()).isEmpty();
    }

    @Test
    void aMissingJdkIsOneLine() {
        assertThat(launcher.run(Map.of("WATCHBILL_JAVA_HOME", "/nowhere", "PATH", "/nowhere"), "up"))
                .isEqualTo(new End(1, "watchbill: WATCHBILL_JAVA_HOME is /nowhere, which is no JDK 25 or newer\n"));
    }

    @Test
    void anUnknownCommandIsExplained() {
        End end = launcher.run("bogus");
        assertThat(end.exit()).isEqualTo(2);
        assertThat(end.output()).startsWith("watchbill: unknown command: bogus\nUsage: ./watchbill COMMAND\n");
    }

    /** The processes that the launcher says it has started. */
    private List<ProcessHandle> services() throws IOException {
        try (Stream<Path> files = Files.list(launcher.data().resolve("run"))) {
            return files.filter(file -> file.toString().endsWith("-service.pid") || file.endsWith("mcp-gateway.pid"))
                    .flatMap(file -> ProcessHandle.of(Long.parseLong(read(file).strip())).stream())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static String get(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }

    /** A port base whose eight ports nothing listens on, below the ports of outgoing connections. */
    private static int freeBase() {
        while (true) {
            int base = ThreadLocalRandom.current().nextInt(20_000, 31_000);
            if (IntStream.rangeClosed(0, 3).allMatch(i -> isFree(base + i) && isFree(base + 1000 + i))) {
                return base;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
