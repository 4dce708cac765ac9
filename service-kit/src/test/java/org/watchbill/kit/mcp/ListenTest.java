package org.watchbill.kit.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.McpCalls;
import org.watchbill.kit.testing.McpReply;
import org.watchbill.kit.testing.McpStream;
import org.watchbill.kit.testing.TestDatabase;
import org.watchbill.kit.testing.TestTokens;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ListenTest {

    private static final Caller ANA = TestTokens.member("Ana Ruiz", "ana@harbor.example");

    private final EntryServer server = EntryServer.start(TestDatabase.H2);
    private final McpCalls calls = server.as(ANA);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void acknowledgesFirstAndTellsOfEachChangeOnce() {
        try (McpStream stream = listen("7", "entry://all", "entry://titled/Towels")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("content-type")).isEqualTo("text/event-stream");
            assertThat(stream.header("x-accel-buffering")).isEqualTo("no");
            assertThat(stream.next().toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\","
                            + "\"params\":{\"notifications\":{\"resourceSubscriptions\":[\"entry://all\"]},"
                            + "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}}}");

            add("Linen");
            assertThat(stream.next().toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\","
                            + "\"params\":{\"uri\":\"entry://all\","
                            + "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}}}");
            assertThat(stream.comment()).isEqualTo("keep-alive");
            add("Soap");
            assertThat(stream.next().at("/params/uri").stringValue()).isEqualTo("entry://all");

            server.stop();
            assertThat(stream.next().toString()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":");
        }
    }

    @Test
    void theSubscriptionHasTheIdOfTheRequestInItsOwnType() {
        try (McpStream stream = listen("\"7\"", "entry://all")) {
            assertThat(stream.next()
                            .at("/params/_meta/io.modelcontextprotocol~1subscriptionId")
                            .toString())
                    .isEqualTo("\"7\"");
        }
    }

    @Test
    void tellsOfNothingElse() {
        add("Towels");
        try (McpStream stream = listen("1", "entry://titled/Towels")) {
            stream.next();
            add("Linen");
            add("Towels 2");

            assertThat(stream.next().at("/params/uri").stringValue()).isEqualTo("entry://titled/Towels");
            server.stop();
            assertThat(stream.next().path("id").intValue()).isEqualTo(1);
        }
    }

    @Test
    void honoursOnlyWhatExistsMayBeReadAndHasVersions() {
        List<String> asked = List.of(
                "entry://all",
                "entry://judged",
                "entry://fixed",
                "entry://nothing",
                "entry://titled/None",
                "nonsense",
                "entry://all");
        try (McpStream member = calls.listen(asked);
                McpStream admin = server.as(TestTokens.admin()).listen(asked);
                McpStream scopeless =
                        server.as(Scopes.only(ANA, "profile:read")).listen(asked)) {
            assertThat(honoured(member)).isEqualTo("{\"resourceSubscriptions\":[\"entry://all\"]}");
            assertThat(honoured(admin)).isEqualTo("{\"resourceSubscriptions\":[\"entry://all\",\"entry://judged\"]}");
            assertThat(honoured(scopeless)).isEqualTo("{\"resourceSubscriptions\":[]}");
        }
    }

    @Test
    void changesOfListsAreNeverHonoured() {
        ObjectNode parameters = Json.object();
        parameters
                .putObject("notifications")
                .put("toolsListChanged", true)
                .put("promptsListChanged", true)
                .put("resourcesListChanged", false)
                .put("somethingElse", 1);
        try (McpStream stream = calls.open("subscriptions/listen", parameters)) {
            assertThat(honoured(stream)).isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"notifications\":[]}",
                "{\"notifications\":null}",
                "{\"notifications\":{\"toolsListChanged\":1}}",
                "{\"notifications\":{\"resourceSubscriptions\":\"entry://all\"}}",
                "{\"notifications\":{\"resourceSubscriptions\":[7]}}",
                "{\"notifications\":{\"resourceSubscriptions\":null}}"
            })
    void refusesAFilterThatMakesNoSense(String parameters) {
        ObjectNode broken = (ObjectNode) Json.parse(parameters.getBytes(StandardCharsets.UTF_8));
        McpReply reply = calls.send("subscriptions/listen", broken);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.errorCode()).isEqualTo(-32602);
        assertThat(reply.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void aStreamHasSixtyFourUrisAtMost() {
        List<String> first =
                IntStream.range(0, 63).mapToObj(i -> "entry://x" + i).toList();
        List<String> asked = new ArrayList<>(first);
        asked.addAll(List.of("entry://x0", "entry://all", "entry://titled/Towels"));
        add("Towels");

        try (McpStream stream = calls.listen(asked)) {
            assertThat(honoured(stream)).isEqualTo("{\"resourceSubscriptions\":[\"entry://all\"]}");
        }
    }

    @Test
    void endsWithTheToken() {
        try (McpStream stream = listen("1", "entry://all")) {
            stream.next();
            server.time.advance(Duration.ofSeconds(599));
            add("Linen");
            assertThat(stream.next().at("/params/uri").stringValue()).isEqualTo("entry://all");

            server.time.advance(Duration.ofSeconds(1));
            assertThat(stream.next().toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"resultType\":\"complete\","
                            + "\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":1,"
                            + "\"io.modelcontextprotocol/serverInfo\":{\"name\":\"ledger-service\",\"title\":\"Ledger\","
                            + "\"version\":\"1.2.3\"}}}}");
            assertThat(stream.ends()).isTrue();
        }
    }

    @Test
    void aCallerHasSixteenStreamsAndAClientThatLeavesGivesItsOwnBack() {
        List<McpStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                McpStream stream = calls.listen(List.of("entry://all"));
                stream.next();
                open.add(stream);
            }
            assertThat(refusal(calls).toString())
                    .isEqualTo(
                            "{\"code\":-31000,\"message\":\"Too many streams are open; end one, or come again later\","
                                    + "\"data\":{\"code\":\"rate_limited\",\"retryable\":true}}");
            try (McpStream other = server.as(TestTokens.admin()).listen(List.of())) {
                assertThat(honoured(other)).isEqualTo("{\"resourceSubscriptions\":[]}");
            }

            open.removeFirst().close();
            open.add(untilAdmitted());
        } finally {
            open.forEach(McpStream::close);
        }
    }

    @Test
    void aFailureEndsTheStreamWithAnErrorWithoutDetail() {
        try (McpStream stream = listen("1", "entry://all")) {
            stream.next();
            server.guides.breakDown();

            assertThat(stream.next().toString())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,"
                            + "\"message\":\"The request failed inside the service\"}}");
            assertThat(stream.ends()).isTrue();
        }
        McpReply again = calls.send("subscriptions/listen", filter("entry://all"));
        assertThat(again.errorCode()).isEqualTo(-32603);
    }

    @Test
    void aFailureToBeginTakesNoPlace() {
        server.guides.breakDown();
        for (int i = 0; i < 20; i++) {
            assertThat(calls.send("subscriptions/listen", filter("entry://all")).errorCode())
                    .isEqualTo(-32603);
        }
    }

    @Test
    void hearsOfWhatAnotherReplicaDid() {
        try (EntryServer one = EntryServer.start(TestDatabase.POSTGRES);
                EntryServer two = one.replica();
                McpStream stream = one.as(ANA).listen(List.of("entry://all"))) {
            stream.next();

            two.as(ANA).call("touch_entry", Map.of("title", "Linen"));

            assertThat(stream.next().at("/params/uri").stringValue()).isEqualTo("entry://all");
        }
    }

    private McpStream untilAdmitted() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() - deadline < 0) {
            McpStream stream = calls.listen(List.of("entry://all"));
            if (stream.header("content-type").equals("text/event-stream")) {
                return stream;
            }
            stream.close();
        }
        throw new AssertionError("The place of a client that left was not given back");
    }

    private static JsonNode refusal(McpCalls calls) {
        try (McpStream refused = calls.listen(List.of())) {
            return refused.body().path("error");
        }
    }

    private static String honoured(McpStream stream) {
        return stream.next().at("/params/notifications").toString();
    }

    private McpStream listen(String id, String... uris) {
        JsonNode parsed = Json.parse(id.getBytes(StandardCharsets.UTF_8));
        return calls.open("subscriptions/listen", filter(uris), parsed);
    }

    private static ObjectNode filter(String... uris) {
        ObjectNode parameters = Json.object();
        parameters
                .putObject("notifications")
                .set("resourceSubscriptions", Json.tree(Stream.of(uris).toList()));
        return parameters;
    }

    private void add(String title) {
        assertThat(calls.call("touch_entry", Map.of("title", title))
                        .value()
                        .path("title")
                        .stringValue())
                .isEqualTo(title);
    }
}
