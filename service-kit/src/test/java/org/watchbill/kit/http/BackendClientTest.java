package org.watchbill.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.watchbill.kit.config.Settings;

@Timeout(30)
class BackendClientTest {

    /** A back end that answers each request with the next script: text to send, or nothing and a closed socket. */
    private final class ScriptedBackend implements AutoCloseable {

        private final ServerSocket socket;

        ScriptedBackend() throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.startVirtualThread(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket connection = socket.accept();
                    Thread.startVirtualThread(() -> serve(connection));
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        private void serve(Socket connection) {
            try (connection) {
                while (readHead(connection.getInputStream())) {
                    String script = scripts.take();
                    if (script.isEmpty()) {
                        return;
                    }
                    connection.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException | InterruptedException gone) {
                // the client is gone
            }
        }

        private boolean readHead(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                head.append((char) next);
            }
            requests.add(head.toString());
            return true;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-One: 1\r\n\r\nok";

    private final BlockingQueue<String> scripts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private ScriptedBackend backend;
    private BackendClient client;

    @BeforeEach
    void start() throws IOException {
        backend = new ScriptedBackend();
        client = BackendClient.of(at(backend.socket.getLocalPort()), Duration.ofMillis(500));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        backend.close();
    }

    @Test
    void readsAnAnswerAndKeepsTheConnection() throws InterruptedException {
        scripts.addAll(List.of(OK, OK));
        Trace trace = Trace.start();
        BackendClient.Answer answer = client.get("/a%20a?b=c%20d&e=%0D%0A", trace.headers());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("x-one", "1");
        assertThat(answer.body()).asString().isEqualTo("ok");
        assertThat(requests.take())
                .startsWith("GET /a%20a?b=c%20d&e=%0D%0A HTTP/1.1\r\n")
                .contains(trace.traceparent());
        client.get("/a", Map.of());
        assertThat(requests.take())
                .startsWith("GET /a HTTP/1.1\r\n")
                .doesNotContainIgnoringCase("traceparent")
                .doesNotContainIgnoringCase("proxy");
    }

    @Test
    void postsJsonUnlessToldOtherwise() throws InterruptedException {
        scripts.addAll(List.of(OK, OK));
        client.post("/", Map.of(), new byte[0]);
        assertThat(requests.take().lines()).containsOnlyOnce("Content-Type: application/json");
        client.post("/", Map.of("content-type", "text/csv"), new byte[0]);
        assertThat(requests.take()).contains("Content-Type: text/csv").doesNotContain("json");
    }

    @Test
    void doesNotFollowRedirects() {
        scripts.add("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        assertThat(client.get("/", Map.of()).status()).isEqualTo(302);
    }

    @Test
    void passesErrorsOn() {
        scripts.add("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy");
        assertThat(client.post("/", Map.of(), new byte[0]).status()).isEqualTo(503);
    }

    @Test
    void repeatsAReadOnceWhenTheConnectionBreaks() {
        scripts.addAll(List.of("", OK));
        assertThat(client.get("/", Map.of()).status()).isEqualTo(200);
        scripts.addAll(List.of("", "", OK));
        assertThatExceptionOfType(BackendException.class).isThrownBy(() -> client.get("/", Map.of()));
    }

    @Test
    void neverRepeatsAWrite() {
        scripts.addAll(List.of("", OK));
        BackendException e = refused(() -> client.post("/", Map.of(), new byte[0]));
        assertThat(e.nothingSent()).isFalse();
        assertThat(requests).hasSize(1);
    }

    @Test
    void saysThatNothingWasSentWhenTheConnectionIsRefused() throws IOException {
        int free = freePort();
        try (BackendClient nobody = BackendClient.of(at(free), Duration.ofSeconds(1))) {
            assertThat(refused(() -> nobody.post("/", Map.of(), new byte[0])).nothingSent())
                    .isTrue();
            assertThat(refused(() -> nobody.get("/", Map.of()))).hasMessageContaining("127.0.0.1:" + free);
        }
    }

    @Test
    void givesUpAfterTheReadTimeout() {
        BackendException e = refused(() -> client.get("/", Map.of()));
        assertThat(e.nothingSent()).isFalse();
        assertThat(requests).hasSize(1);
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() {
        scripts.add("HTTP/1.1 200 OK\r\nContent-Length: 8388609\r\n\r\n" + "a".repeat(8_388_609));
        assertThat(refused(() -> client.post("/", Map.of(), new byte[0])))
                .hasMessageContaining("the answer is larger than 8388608 bytes");
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws InterruptedException {
        try (BackendClient patient = BackendClient.of(at(backend.socket.getLocalPort()), Duration.ofSeconds(20))) {
            AtomicReference<BackendException> failure = new AtomicReference<>();
            CountDownLatch done = new CountDownLatch(1);
            Thread caller = Thread.startVirtualThread(() -> {
                failure.set(refused(() -> patient.get("/", Map.of())));
                done.countDown();
            });
            requests.take();
            caller.interrupt();
            done.await();
            assertThat(failure.get()).isNotNull();
            assertThat(requests).isEmpty();
        }
    }

    @Test
    void carriesManyCallsToARealServer() throws InterruptedException {
        try (HttpServer server = HttpServer.start(
                        Settings.of("kit-test", Map.of("server.max-concurrent", "500")),
                        new HttpServer.Routes(
                                routing -> {},
                                routing -> routing.post(
                                        "/echo",
                                        (request, response) ->
                                                response.send(request.content().as(byte[].class))),
                                List.of(),
                                path -> false));
                BackendClient many = BackendClient.of(at(server.internalPort()), Duration.ofSeconds(10))) {
            LinkedBlockingQueue<String> wrong = new LinkedBlockingQueue<>();
            List<Thread> callers = IntStream.range(0, 500)
                    .mapToObj(i -> Thread.startVirtualThread(() -> {
                        byte[] body = many.post("/echo", Map.of(), ("n" + i).getBytes(StandardCharsets.UTF_8))
                                .body();
                        if (!new String(body, StandardCharsets.UTF_8).equals("n" + i)) {
                            wrong.add("n" + i);
                        }
                    }))
                    .toList();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static BackendException refused(ThrowingCallable call) {
        return catchThrowableOfType(BackendException.class, call);
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
