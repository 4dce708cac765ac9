package org.watchbill.gateway.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/** A real Redis server that keeps nothing on disk and can be stopped, started again on its port, and frozen. */
public final class TestRedis implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 5;

    /** The server's program, unpacked once a JVM. */
    private static final class Program {

        private static final File FILE = unpacked();

        private static File unpacked() {
            try {
                return ExecutableProvider.newJarResourceProvider().get();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final String[] options;
    private final int port;
    private Process server;

    private TestRedis(int port, Process server, String... options) {
        this.port = port;
        this.server = server;
        this.options = options;
    }

    /** On a free port; {@code options} as on the command line of redis-server. */
    public static TestRedis start(String... options) {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            Process server = launch(port, options);
            if (isReady(server, port)) {
                return new TestRedis(port, server, options);
            }
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("Redis does not start");
            }
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Kills it, with all that it held. */
    public void stop() {
        try {
            server.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void startAgain() {
        server = launch(port, options);
        if (!isReady(server, port)) {
            throw new IllegalStateException("Redis does not start again");
        }
    }

    /** Lets it accept bytes without ever answering. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    @Override
    public void close() {
        stop();
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("Redis does not take the signal " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process launch(int port, String... options) {
        try {
            ProcessBuilder command = new ProcessBuilder(
                    Program.FILE.getPath(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "");
            command.command().addAll(List.of(options));
            Process started = command.directory(Program.FILE.getParentFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReady(Process server, int port) {
        long start = System.nanoTime();
        while (server.isAlive() && System.nanoTime() - start < LONGEST_START.toNanos()) {
            if (answers(port) && server.isAlive()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Redis answers even a caller whom it does not know, if only to ask for a password. */
    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            int first = socket.getInputStream().read();
            return first == '+' || first == '-';
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
