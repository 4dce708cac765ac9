package org.watchbill.kit.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.HttpCalls;
import tools.jackson.databind.JsonNode;

/** A whole process: how it starts, tells that it is ready, logs, refuses and stops. */
@Timeout(120)
class ServiceRunnerTest {

    @TempDir
    private Path folder;

    @Test
    void startsTellsItsPortsLogsAndStopsOnSigterm() throws IOException, InterruptedException {
        Path ready = folder.resolve("ready");
        Process process = start(Map.of("WATCHBILL_READY_FILE", ready.toString()));
        String[] line = waitFor(process, ready).strip().split(" ");
        assertThat(line).hasSize(3);
        assertThat(Long.parseLong(line[0])).isEqualTo(process.pid());
        try (HttpCalls calls = HttpCalls.to(Integer.parseInt(line[1]))) {
            assertThat(calls.get("/slow/secret-name?token=secret-token", Map.of("X-Request-Id", "request-4711"))
                            .status())
                    .isEqualTo(200);
            assertThat(HealthProbe.isHealthy("http://127.0.0.1:" + line[1] + "/health"))
                    .isTrue();
            assertThat(HealthProbe.isHealthy("http://127.0.0.1:" + line[2] + "/observe/health"))
                    .isTrue();
            assertThat(HealthProbe.isHealthy("http://127.0.0.1:" + line[1] + "/nothing"))
                    .isFalse();
        }
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(errors()).isEmpty();
        assertThat(output())
                .allSatisfy(text ->
                        assertThat(event(text).get("time").stringValue()).endsWith("Z"))
                .anySatisfy(text -> assertThat(text).contains("\"message\":\"service ready\""))
                .anySatisfy(ServiceRunnerTest::isTheAccessLine)
                .anySatisfy(text -> assertThat(text).contains("\"message\":\"service stopped\""))
                .noneSatisfy(text -> assertThat(text).contains("secret"));
    }

    private static void isTheAccessLine(String text) {
        JsonNode event = event(text);
        assertThat(event.propertyNames())
                .containsExactly(
                        "time",
                        "level",
                        "logger",
                        "message",
                        "service",
                        "method",
                        "path",
                        "status",
                        "micros",
                        "request_id",
                        "trace_id");
        assertThat(event.get("logger").stringValue()).isEqualTo("org.watchbill.access");
        assertThat(event.get("path").stringValue()).isEqualTo("/slow/{name}");
        assertThat(event.get("status").intValue()).isEqualTo(200);
        assertThat(event.get("micros").longValue()).isBetween(300_000L, 20_000_000L);
        assertThat(event.get("request_id").stringValue()).isEqualTo("request-4711");
        assertThat(event.get("trace_id").stringValue()).matches("[0-9a-f]{32}");
    }

    @Test
    void endsWithOneLineAndCodeTwoWhenASettingIsBroken() throws IOException, InterruptedException {
        Process process = start(Map.of("WATCHBILL_KIT_TEST_SERVER_PROT", "1"));
        assertThat(exitCode(process)).isEqualTo(2);
        assertThat(errors())
                .isEqualTo("kit-test: Unknown setting 'SERVER_PROT' of kit-test"
                        + " (environment variable WATCHBILL_KIT_TEST_SERVER_PROT)\n");
    }

    @Test
    void endsWithOneLineAndCodeTwoWhenAPortIsInUse() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start(Map.of(
                    "WATCHBILL_KIT_TEST_SERVER_INTERNAL_PORT", String.valueOf(taken.getLocalPort()),
                    "WATCHBILL_READY_FILE", folder.resolve("ready").toString()));
            assertThat(exitCode(process)).isEqualTo(2);
            assertThat(errors()).isEqualTo("kit-test: port " + taken.getLocalPort() + " of kit-test is in use\n");
            assertThat(folder.resolve("ready")).doesNotExist();
        }
    }

    @Test
    void endsWithTheStackAndCodeOneWhenTheStartFails() throws IOException, InterruptedException {
        Process process = start(Map.of("WATCHBILL_KIT_TEST_DEMO", "true"));
        assertThat(exitCode(process)).isEqualTo(1);
        assertThat(errors()).startsWith("kit-test: cannot start\n").contains("the demo is broken", "\tat ");
    }

    @Test
    void probesAnswerNoWithoutAServer() {
        assertThat(HealthProbe.isHealthy("http://127.0.0.1:1/health")).isFalse();
        assertThat(HealthProbe.isHealthy("no address")).isFalse();
        assertThat(HealthProbe.isHealthy("file:///etc/hosts")).isFalse();
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                SampleMain.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("WATCHBILL_") || name.contains("JAVA_TOOL"));
        builder.environment().putAll(environment);
        return builder.redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String waitFor(Process process, Path ready) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(ready) && process.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
        }
        return Files.readString(ready);
    }

    private static JsonNode event(String line) {
        return Json.parse(line.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> output() {
        return read("out").lines().toList();
    }

    private String errors() {
        return read("err");
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
