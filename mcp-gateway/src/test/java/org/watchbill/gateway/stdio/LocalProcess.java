package org.watchbill.gateway.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** The bridge as the client sees it: lines in, lines out, an exit code. */
final class LocalProcess implements AutoCloseable {

    private final PipedOutputStream stdin = new PipedOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    LocalProcess(Map<String, String> environment) {
        try {
            PipedInputStream in = new PipedInputStream(stdin, 1 << 20);
            PrintStream out = new PrintStream(new Lines(), false, StandardCharsets.UTF_8);
            Thread.ofPlatform().daemon().start(() -> {
                PrintStream err = new PrintStream(stderr, true, StandardCharsets.UTF_8);
                exit.complete(StdioMain.run(environment, in, out, err));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String line) {
        try {
            stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message. */
    JsonNode next() {
        try {
            String line = lines.poll(20, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("Nothing came; standard error: " + said());
            }
            return Json.parse(line.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int waiting() {
        return lines.size();
    }

    String said() {
        return stderr.toString(StandardCharsets.UTF_8);
    }

    /** The client closes its end. */
    void end() {
        try {
            stdin.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() {
        return exit.orTimeout(40, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        end();
        exitCode();
    }

    /** Standard output. */
    private final class Lines extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            if (b == '\n') {
                lines.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }
}
