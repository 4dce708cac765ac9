package org.watchbill.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.watchbill.kit.config.Settings;
import org.watchbill.kit.testing.HttpCalls;

/** Slow senders, slow handlers and too many of them. */
@Timeout(30)
class OverloadTest {

    private static final Limits SHORT = new Limits(
            2048,
            1,
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(600),
            Duration.ofMillis(1500));

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void closesAConnectionWhoseFirstLineNeverEnds() {
        try (HttpServer server = start();
                RawConnection connection = new RawConnection(server.port()).send("GET /hea")) {
            assertThat(connection.closed()).isTrue();
        }
    }

    @Test
    void closesAConnectionWhoseHeadersNeverEnd() {
        try (HttpServer server = start();
                RawConnection connection = new RawConnection(server.port())
                        .send("GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\n")) {
            assertThat(connection.closed()).isTrue();
        }
    }

    @Test
    void closesAConnectionWhoseBodyNeverEnds() {
        try (HttpServer server = start();
                RawConnection connection = new RawConnection(server.port())
                        .send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")) {
            assertThat(connection.answer()).isEmpty();
        }
    }

    @Test
    void recordsThatNobodyWaitedForTheAnswer() {
        try (HttpServer server = start();
                HttpCalls internal = HttpCalls.to(server.internalPort());
                RawConnection connection = new RawConnection(server.port())
                        .send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")) {
            assertThat(connection.closed()).isTrue();
            String line =
                    "http_server_requests_seconds_count{method=\"POST\",route=\"/echo\",service=\"kit-test\",status=\"4xx\"} 1";
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < end
                    && !internal.get("/observe/metrics").body().contains(line)) {
                Thread.onSpinWait();
            }
            assertThat(internal.get("/observe/metrics").body()).contains(line);
        }
    }

    @Test
    void closesAConnectionWhoseBodyNeverEndsOnAStreamingPathToo() {
        try (HttpServer server = start();
                RawConnection connection = new RawConnection(server.port())
                        .send("POST /stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")) {
            assertThat(connection.answer()).isEmpty();
        }
    }

    @Test
    void interruptsAHandlerThatTakesTooLong() {
        try (HttpServer server = start();
                HttpCalls calls = HttpCalls.to(server.port())) {
            HttpCalls.Answer answer = calls.get("/wait");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("The request took too long");
            assertThat(interrupted.getCount()).isZero();
        }
    }

    @Test
    void shedsLoadButNotHealthAndKeepsTheConnection() throws InterruptedException {
        try (HttpServer server = start(SHORT.withRequest(Duration.ofSeconds(20)));
                HttpCalls calls = HttpCalls.to(server.port());
                RawConnection connection = new RawConnection(server.port())) {
            Thread first = Thread.startVirtualThread(() -> calls.get("/wait"));
            entered.await();
            for (int i = 0; i < 2; i++) {
                assertThat(connection
                                .send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
                                .answer())
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Retry-After: 1\r\n")
                        .containsIgnoringCase("connection: keep-alive");
            }
            assertThat(calls.get("/health").status()).isEqualTo(200);
            leave.countDown();
            first.join();
            assertThat(answerOnceThereIsRoom(connection)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoIsAnsweredBeforeTheEndOfItsBodyTakesNobodysPlace() {
        try (HttpServer server = start(SHORT.withRequest(Duration.ofSeconds(20)));
                RawConnection slow = new RawConnection(server.port())
                        .send("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
                RawConnection other = new RawConnection(server.port())) {
            assertThat(slow.answer()).startsWith("HTTP/1.1 404 ");
            assertThat(answerOnceThereIsRoom(other)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoSendsABodySlowlyGivesWay() throws InterruptedException {
        try (HttpServer server = start(SHORT.withRequest(Duration.ofSeconds(20)));
                RawConnection slow = new RawConnection(server.port())
                        .send("POST /take HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
                RawConnection other = new RawConnection(server.port())) {
            entered.await();
            assertThat(answerOnceThereIsRoom(other)).startsWith("HTTP/1.1 200 ");
            assertThat(slow.answer()).isEmpty();
        }
    }

    /** A client can have its answer a moment before the server gives its place free. */
    private static String answerOnceThereIsRoom(RawConnection connection) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        String answer;
        do {
            answer = connection
                    .send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
                    .answer();
        } while (answer.startsWith("HTTP/1.1 503 ") && System.nanoTime() < end);
        return answer;
    }

    @Test
    void letsAStreamLastAndOthersPass() throws InterruptedException {
        try (HttpServer server = start();
                HttpCalls calls = HttpCalls.to(server.port())) {
            try (RawConnection stream =
                    new RawConnection(server.port()).send("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                entered.await();
                assertThat(interrupted.await(600, TimeUnit.MILLISECONDS)).isFalse();
                assertThat(calls.get("/health").status()).isEqualTo(200);
                assertThat(calls.post("/echo", "abc").status()).isEqualTo(200);
                leave.countDown();
                assertThat(stream.answer()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void endsAStreamWhoseReaderIsStuck() throws InterruptedException {
        try (HttpServer server = start();
                RawConnection stuck =
                        new RawConnection(server.port()).send("GET /flood HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stuck.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void letsARequestInFlightFinishWhenItStops() throws InterruptedException {
        HttpServer server = start(SHORT.withRequest(Duration.ofSeconds(20)));
        try (RawConnection connection =
                new RawConnection(server.port()).send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            entered.await();
            Thread stop = Thread.startVirtualThread(server::close);
            leave.countDown();
            assertThat(connection.answer()).startsWith("HTTP/1.1 200 ").endsWith("waited");
            stop.join();
            assertThat(connection.closed()).isTrue();
        }
    }

    @Test
    void endsStreamsAtOnceWhenItStops() throws InterruptedException {
        HttpServer server = start();
        try (RawConnection connection =
                new RawConnection(server.port()).send("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            entered.await();
            server.close();
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    private HttpServer start() {
        return start(SHORT);
    }

    private HttpServer start(Limits limits) {
        return HttpServer.start(
                Settings.of("kit-test", Map.of()),
                new HttpServer.Routes(
                        routing -> routing.post(
                                        "/echo",
                                        (request, response) ->
                                                response.send(request.content().as(byte[].class)))
                                .post("/take", (request, response) -> {
                                    entered.countDown();
                                    response.send(request.content().as(byte[].class));
                                })
                                .post(
                                        "/stream",
                                        (request, response) ->
                                                response.send(request.content().as(byte[].class)))
                                .get("/wait", (request, response) -> {
                                    await();
                                    response.send("waited");
                                })
                                .get(
                                        "/flood",
                                        (request, response) ->
                                                flood(Exchange.of(request).openStream(response)))
                                .get("/stream", (request, response) -> {
                                    try (OutputStream out = Exchange.of(request).openStream(response)) {
                                        out.write("begin\n".getBytes(StandardCharsets.UTF_8));
                                        out.flush();
                                        await();
                                    } catch (IOException | IllegalStateException gone) {
                                        // the stream ends here in any case
                                    }
                                }),
                        routing -> {},
                        List.of(),
                        path -> path.equals("/stream") || path.equals("/flood")),
                limits);
    }

    private void await() {
        entered.countDown();
        try {
            leave.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new IllegalStateException(e);
        }
    }

    private void flood(OutputStream out) {
        try (out) {
            while (true) {
                out.write(new byte[65_536]);
            }
        } catch (IOException | UncheckedIOException gone) {
            ended.countDown();
        }
    }
}
