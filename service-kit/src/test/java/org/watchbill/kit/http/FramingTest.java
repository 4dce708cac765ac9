package org.watchbill.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.kit.config.Settings;

/** Messages that two servers could read differently are refused and their connection is closed. */
class FramingTest {

    private static final String HEAD = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";

    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = HttpServer.start(
                Settings.of("kit-test", Map.of()),
                new HttpServer.Routes(
                        routing -> routing.post(
                                "/echo",
                                (request, response) -> response.status(Status.OK_200)
                                        .send(request.content().as(byte[].class))),
                        routing -> {},
                        List.of(),
                        path -> false));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            length and chunked    | Content-Length: 3\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n | 400
            two lengths           | Content-Length: 3\\r\\nContent-Length: 4\\r\\n\\r\\nabcd                  | 400
            equal lengths         | Content-Length: 3\\r\\nContent-Length: 3\\r\\n\\r\\nabc                   | 400
            length with a plus    | Content-Length: +3\\r\\n\\r\\nabc                                         | 400
            negative length       | Content-Length: -3\\r\\n\\r\\nabc                                         | 400
            endless length        | Content-Length: 99999999999999999999\\r\\n\\r\\nabc                       | 400
            unknown encoding      | Transfer-Encoding: gzip, chunked\\r\\n\\r\\n0\\r\\n\\r\\n                 | 400
            obscured encoding     | Transfer-Encoding: xchunked\\r\\n\\r\\n0\\r\\n\\r\\n                      | 400
            second host           | Host: evil.example\\r\\nContent-Length: 3\\r\\n\\r\\nabc                  | 400
            space before colon    | Content-Length : 3\\r\\n\\r\\nabc                                         | 400
            folded header         | X-A: 1\\r\\n 2\\r\\nContent-Length: 3\\r\\n\\r\\nabc                      | 400
            compressed body       | Content-Encoding: gzip\\r\\nContent-Length: 3\\r\\n\\r\\nabc              | 415
            too long              | Content-Length: 2049\\r\\n\\r\\nabc                                       | 413
            bare line feeds       | Transfer-Encoding: chunked\\r\\n\\r\\n3\\nabc\\n0\\n\\n                  | 400
            second chunk broken   | Transfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabc\\r\\n3\\nabc\\n0\\n\\n     | 400
            broken chunk          | Transfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\nabc\\r\\n0\\r\\n\\r\\n      | 400
            """)
    void refusesAndCloses(String name, String rest, int status) {
        try (RawConnection connection = new RawConnection(server.port())) {
            String answer = connection.send(HEAD + unescaped(rest)).answer();
            assertThat(answer).as(name).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
            assertThat(answer).containsIgnoringCase("connection: close").contains("\"status\":" + status);
            assertThat(connection.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no host           | GET /echo HTTP/1.1\\r\\n\\r\\n                                      | 400
            another authority | GET http://evil.example/echo HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n | 400
            old protocol      | GET /echo HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n                 | 505
            odd method        | P@ST /echo HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n              | 400
            no protocol       | GET /echo\\r\\n\\r\\n                                               | 400
            garbage           | \\026\\003\\001\\r\\n\\r\\n                                    | 400
            """)
    void refusesFirstLine(String name, String request, int status) {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.send(unescaped(request)).answer())
                    .as(name)
                    .startsWith("HTTP/1.1 " + status + " ")
                    .containsIgnoringCase("content-type: application/problem+json");
            assertThat(connection.closed()).isTrue();
        }
    }

    @Test
    void boundsThePathAndTheHeaders() {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection
                            .send("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 414 ");
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection
                            .send(HEAD + "X-Long: " + "a".repeat(20_000) + "\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void answersChunkedBodyThatIsTooLongWith413() {
        try (RawConnection connection = new RawConnection(server.port())) {
            String chunk = "400\r\n" + "a".repeat(1024) + "\r\n";
            String answer = connection
                    .send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "1\r\na\r\n0\r\n\r\n")
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("The body is larger than 2048 bytes");
            assertThat(connection.closed()).isTrue();
        }
    }

    @Test
    void letsTheSenderOfALongBodySeeTheAnswer() {
        try (RawConnection connection = new RawConnection(server.port())) {
            String answer = connection
                    .send(HEAD + "Content-Length: 1000000\r\n\r\n" + "a".repeat(1_000_000))
                    .answer();
            assertThat(answer).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void servesOneRequestAfterAnother() {
        try (RawConnection connection = new RawConnection(server.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection
                                .send(HEAD + "Content-Length: 3\r\n\r\nabc")
                                .answer())
                        .startsWith("HTTP/1.1 200 ")
                        .endsWith("abc");
                assertThat(connection
                                .send(HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
                                .answer())
                        .startsWith("HTTP/1.1 200 ")
                        .endsWith("abc");
            }
        }
    }

    @Test
    void closesWhenAsked() {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection
                            .send(HEAD + "Connection: Close\r\nContent-Length: 3\r\n\r\nabc")
                            .answer())
                    .startsWith("HTTP/1.1 200 ");
            assertThat(connection.closed()).isTrue();
        }
    }

    private static String unescaped(String text) {
        return text.translateEscapes();
    }
}
