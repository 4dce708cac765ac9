package org.watchbill.gateway.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;

/** Goals 10 and 11: bodies made to cost more than they weigh; the random ones are the fuzz test's. */
class HostileBodiesTest {

    private static final int ROUNDS = 20;
    private static final int ALMOST_A_MEGABYTE = 1_000_000;
    private static final long MEGABYTE = 1024 * 1024;

    private final RunningGateway gateway = new RunningGateway();
    private final ModernClient member = gateway.member();

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static Map<String, byte[]> bodies() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("deep arrays", "[".repeat(ALMOST_A_MEGABYTE));
        texts.put("deep objects", "{\"a\":".repeat(ALMOST_A_MEGABYTE / 5));
        texts.put("deep but closed", "[".repeat(500_000) + "]".repeat(500_000));
        texts.put("a long number", "{\"n\":" + "7".repeat(ALMOST_A_MEGABYTE) + "}");
        texts.put("a long fraction", "{\"n\":0." + "7".repeat(ALMOST_A_MEGABYTE) + "}");
        texts.put("a large exponent", "{\"n\":1e999999999}");
        texts.put("a small exponent", "{\"n\":1e-999999999}");
        texts.put("a long string", "\"" + "a".repeat(ALMOST_A_MEGABYTE) + "\"");
        texts.put("a string of escapes", "\"" + "\\u0000".repeat(ALMOST_A_MEGABYTE / 6) + "\"");
        texts.put("a long name", "{\"" + "a".repeat(ALMOST_A_MEGABYTE) + "\":1}");
        texts.put("one name again and again", "{" + "\"a\":1,".repeat(ALMOST_A_MEGABYTE / 6) + "\"a\":1}");
        texts.put("many names", object(IntStream.range(0, 90_000).mapToObj(i -> "n" + i)));
        texts.put("names of one hash", object(IntStream.range(0, 1 << 15).mapToObj(HostileBodiesTest::colliding)));
        texts.put("many values", "[" + "0,".repeat(ALMOST_A_MEGABYTE / 2 - 1) + "0]");
        texts.put("a batch of nothing", "[" + "{},".repeat(ALMOST_A_MEGABYTE / 3 - 1) + "{}]");
        texts.put("white space", " ".repeat(ALMOST_A_MEGABYTE));
        texts.put("white space before the end", "{" + " ".repeat(ALMOST_A_MEGABYTE) + "]");
        texts.put("a comment", "/*" + "*".repeat(ALMOST_A_MEGABYTE) + "*/{}");
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        texts.forEach((name, text) -> bodies.put(name, text.getBytes(UTF_8)));
        bodies.put("zeros", new byte[ALMOST_A_MEGABYTE]);
        bodies.put("no characters", "\u00ff".repeat(ALMOST_A_MEGABYTE).getBytes(ISO_8859_1));
        return bodies;
    }

    private static String object(Stream<String> names) {
        return names.map(name -> "\"" + name + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    /** Texts of which all have the same {@link String#hashCode}: "Aa" and "BB" have one, and so has every row of them. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 15; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    @Test
    void goal10HostileJsonIsRefusedInTimeAndLeavesNothing(TestReporter reporter) {
        Map<String, byte[]> bodies = bodies();
        bodies.values().forEach(this::post);
        long before = usedHeap();
        bodies.forEach((name, body) -> {
            Timings timings = new Timings();
            for (int i = 0; i < ROUNDS; i++) {
                timings.time(() -> {
                    WireReply reply = post(body);
                    assertThat(reply.status()).as(name).isBetween(400, 499);
                    assertThat(reply.body().length()).as(name).isLessThan(1_000);
                });
            }
            reporter.publishEntry(name, timings.toString());
            assertThat(timings.percentile(0)).as("%s, at its fastest", name).isLessThan(Duration.ofMillis(500));
        });
        long grown = usedHeap() - before;
        reporter.publishEntry("heap", grown / 1024 + " KiB more");
        assertThat(grown).isLessThan(64 * MEGABYTE);
    }

    @Test
    void goal11APackedBodyIsRefusedBeforeItIsRead() {
        String head =
                "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Encoding: gzip"
                        + "\r\nContent-Length: 1000000\r\nAuthorization: Bearer " + gateway.memberToken() + "\r\n\r\n";
        try (RawClient client = new RawClient(gateway.at("/").getPort())) {
            assertThat(client.send(head).readUntil("\r\n\r\n")).startsWith("HTTP/1.1 415 ");
        }
        assertThat(gateway.schedule().received()).isEmpty();
    }

    @Test
    void goal11APackedAnswerIsNotAskedForAndNotSent() {
        Map<String, String> headers = new HashMap<>(member.headers("tools/list", Json.object()));
        headers.put("Accept-Encoding", "gzip");
        WireReply reply = member.post(headers, Json.bytes(member.message(1, "tools/list", Json.object())));
        assertThat(reply.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(reply.result().path("tools").size()).isEqualTo(3);
        assertThat(gateway.schedule().received().getFirst().headers()).doesNotContainKey("Accept-Encoding");
    }

    private WireReply post(byte[] body) {
        return member.post(member.headers("tools/list", Json.object()), body);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
