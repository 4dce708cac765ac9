package org.watchbill.gateway.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.EventsClient;
import org.watchbill.gateway.testing.RawHttp;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;

/** What every way in refuses, whatever comes through it; numbers are those of the list of negatives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryDoorTest {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LARGEST_BODY = 1_048_576;

    private RunningGateway gateway;
    private String token;
    private EventsClient stream;

    @BeforeAll
    void start() {
        gateway = new RunningGateway();
        token = gateway.memberToken();
        stream = new EventsClient(gateway.at(""), token);
    }

    @AfterAll
    void stop() {
        stream.close();
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /mcp, https://evil.test",
        "POST, /mcp/openagent_oauth, https://evil.test",
        "POST, /sse, https://evil.test",
        "POST, STREAM, https://evil.test",
        "GET, /sse, https://evil.test",
        "GET, /mcp, https://evil.test",
        "DELETE, /mcp, https://evil.test",
        "OPTIONS, /mcp, https://evil.test",
        "OPTIONS, /message, https://evil.test",
        "POST, /mcp, null",
        "GET, /sse, null",
        "POST, STREAM, null"
    })
    void n01n02ForeignOriginsAreRefusedBeforeAnythingElse(String method, String path, String origin) {
        for (Map<String, String> credential : List.of(Map.<String, String>of(), bearer())) {
            Map<String, String> headers = new HashMap<>(credential);
            headers.put("Origin", origin);
            headers.put("Mcp-Session-Id", "x");
            WireReply reply = Wire.send(method, gateway.at(path(path)), headers, new byte[0]);

            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(reply.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /mcp",
        "POST, /mcp/openagent_oauth",
        "GET, /sse",
        "POST, /sse",
        "POST, STREAM",
        "OPTIONS, /message",
        "GET, /.well-known/oauth-protected-resource/mcp",
        "GET, /.well-known/oauth-authorization-server",
        "GET, /"
    })
    void n03ForeignHostsAreRefusedAlsoOnOlderPaths(String method, String path) throws IOException {
        for (String host :
                new String[] {"evil.test", "127.0.0.1.evil.test", "localhost.evil.test:8080", "evil.test:80"}) {
            RawHttp.Answer answer = raw(method + " " + path(path) + " HTTP/1.1\r\nHost: " + host
                    + "\r\nOrigin: http://" + host + "\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Length: 0\r\n\r\n");
            assertThat(answer.status()).as(host).isEqualTo(403);
            assertThat(answer.head()).doesNotContainIgnoringCase("Access-Control-Allow-Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/openagent_oauth", "/sse", "STREAM"})
    void n09LargeBodiesAreRefusedAtEveryDoor(String path) throws IOException {
        String long413 = head(path, "Content-Length: " + (LARGEST_BODY + 1));
        assertThat(raw(long413 + " ".repeat(LARGEST_BODY + 1)).status()).isEqualTo(413);

        String chunk = Integer.toHexString(LARGEST_BODY + 1) + "\r\n" + " ".repeat(LARGEST_BODY + 1) + "\r\n0\r\n\r\n";
        RawHttp.Answer chunked = raw(head(path, "Transfer-Encoding: chunked") + chunk);
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.head()).containsIgnoringCase("X-Content-Type-Options: nosniff");

        RawHttp.Answer stranger = raw("POST " + path(path) + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk);
        assertThat(stranger.status()).as("nothing is read for a stranger").isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/openagent_oauth", "/sse", "STREAM"})
    void n10NothingIsInflatedAtEveryDoor(String path) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(UTF_8));
        }
        for (String coding : new String[] {"gzip", "x-gzip", "deflate", "br", "identity, gzip"}) {
            Map<String, String> headers = jsonFrom(bearer());
            headers.put("Content-Encoding", coding);
            WireReply reply = Wire.send("POST", gateway.at(path(path)), headers, packed.toByteArray());
            assertThat(reply.status()).as(coding + " " + reply.body()).isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/openagent_oauth", "/sse", "STREAM"})
    void n11OtherContentTypesAreRefusedAtEveryDoor(String path) {
        Map<String, String> headers = jsonFrom(bearer());
        headers.put("Content-Type", "text/plain");
        assertThat(Wire.send("POST", gateway.at(path(path)), headers, "{}".getBytes(UTF_8))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/openagent_oauth", "/sse", "STREAM"})
    void n20AmbiguousFramingIsRefusedAndTheConnectionClosed(String path) throws IOException {
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        String hidden = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (String framing : new String[] {
            "Content-Length: 4\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 4",
            "Content-Length: 4\r\nContent-Length: 5",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: identity",
            "Content-Length: +4",
            "Host: evil.test\r\nContent-Length: 2"
        }) {
            RawHttp.Answer answer = raw(head(path, framing) + "0\r\n\r\n" + ping + hidden);
            assertThat(answer.status()).as(framing).isEqualTo(400);
            assertThat(answer.head()).as(framing).containsIgnoringCase("Connection: close");
            assertThat(answer.body()).as(framing).doesNotContain("UP");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /mcp?", "POST, /mcp/openagent_oauth?", "GET, /sse?", "POST, /sse?", "POST, STREAM&"})
    void n26ATokenInTheQueryIsNone(String method, String path) {
        for (String name : new String[] {"access_token", "token", "api_key", "apiKey", "authorization"}) {
            WireReply reply =
                    Wire.send(method, gateway.at(path(path) + name + "=" + token), jsonFrom(Map.of()), new byte[0]);
            assertThat(reply.status()).as(name).isEqualTo(401);
            assertThat(reply.body() + reply.headers().map()).doesNotContain(token);
        }
    }

    private Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static Map<String, String> jsonFrom(Map<String, String> credential) {
        Map<String, String> headers = new HashMap<>(credential);
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
        return headers;
    }

    /** STREAM stands for the address that an open stream of the older transport has named. */
    private String path(String path) {
        return path.replace("STREAM", stream.address());
    }

    private String head(String path, String framing) {
        return "POST " + path(path) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n" + framing
                + "\r\n\r\n";
    }

    private RawHttp.Answer raw(String request) throws IOException {
        return new RawHttp(gateway.at("/").getPort(), PATIENCE_MILLIS).send(request, new byte[0]);
    }
}
