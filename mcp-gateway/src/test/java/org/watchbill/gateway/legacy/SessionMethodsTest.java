package org.watchbill.gateway.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.watchbill.gateway.testing.EventReader;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SessionMethodsTest {

    private final UpstreamFake service = ToolAnswers.schedule()
            .streaming(ToolAnswers.tool("talks", true, "schedule:read", false), (params, events) -> {
                events.notify("notifications/message", "{\"level\": \"info\", \"data\": \"working\"}");
                events.notify(
                        "notifications/progress", "{\"progressToken\": 9, \"progress\": 1, \"message\": \"half\"}");
                events.notify("notifications/progress", "{\"progressToken\": \"other\", \"progress\": 1}");
                return ToolAnswers.done("talked");
            });
    private final RunningGateway gateway = new RunningGateway(service, Map.of());
    private final LegacyClient client = gateway.legacy();

    @BeforeEach
    void connect() {
        client.initialize("2025-11-25", "{}");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void pingsAreAnswered(String revision) {
        client.initialize(revision, "{}");

        assertThat(client.send("ping", Json.object()).result().toString()).isEqualTo("{}");
    }

    @Test
    void theLevelIsInfoUntilTheClientSetsAnother() {
        client.call("get_current_schedule", "{}");
        assertThat(lastLevel()).isEqualTo("info");

        assertThat(client.send("logging/setLevel", Json.object().put("level", "debug"))
                        .result()
                        .toString())
                .isEqualTo("{}");
        try (RunningGateway replica = gateway.replica()) {
            client.at(replica.at("/mcp")).call("get_current_schedule", "{}");
            assertThat(lastLevel()).isEqualTo("debug");
        }
        gateway.legacy().connected().call("get_current_schedule", "{}");
        assertThat(lastLevel()).isEqualTo("info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loud", "INFO", ""})
    void aLevelThatIsNoneIsRefused(String level) {
        assertThat(client.send("logging/setLevel", Json.object().put("level", level))
                        .errorCode())
                .isEqualTo(-32602);
        client.call("get_current_schedule", "{}");
        assertThat(lastLevel()).isEqualTo("info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void whatAServiceSaysOfItsWorkComesOnTheStreamOfTheCall(String revision) {
        client.initialize(revision, "{}");
        ObjectNode params = LegacyClient.callParams("talks", "{}");
        params.putObject("_meta").put("progressToken", 9);
        try (EventReader events = client.open(1, "tools/call", params)) {
            JsonNode log = events.next();
            JsonNode progress = events.next();
            JsonNode answer = events.next();

            client.schema().notification(log);
            client.schema().notification(progress);
            client.schema().answer("tools/call", answer);
            assertThat(log.at("/params/data").stringValue()).isEqualTo("working");
            assertThat(progress.at("/params/message").stringValue(""))
                    .isEqualTo(revision.equals("2024-11-05") ? "" : "half");
            assertThat(answer.path("id").intValue()).isEqualTo(1);
            assertThat(events.hasEnded()).isTrue();
        }
    }

    @Test
    void subscriptionsAreTakenAndGivenUp() {
        ObjectNode uri = Json.object().put("uri", "watchbill://schedule/harbor");

        assertThat(client.send("resources/subscribe", uri).result().toString()).isEqualTo("{}");
        assertThat(client.send("resources/subscribe", uri).result().toString()).isEqualTo("{}");
        assertThat(client.send("resources/unsubscribe", uri).result().toString())
                .isEqualTo("{}");
        assertThat(client.send("resources/unsubscribe", uri).result().toString())
                .isEqualTo("{}");
        assertThat(client.send("resources/subscribe", Json.object()).errorCode())
                .isEqualTo(-32602);
        assertThat(client.send("resources/subscribe", Json.object().put("uri", "x".repeat(2001)))
                        .errorCode())
                .isEqualTo(-32602);
    }

    @Test
    void aSessionHasAHundredSubscriptionsAtMost() {
        for (int i = 0; i < 100; i++) {
            assertThat(client.send("resources/subscribe", Json.object().put("uri", "a://" + i))
                            .errorCode())
                    .isZero();
        }
        assertThat(client.send("resources/subscribe", Json.object().put("uri", "a://100"))
                        .errorCode())
                .isEqualTo(-32602);
        client.send("resources/unsubscribe", Json.object().put("uri", "a://7"));
        assertThat(client.send("resources/subscribe", Json.object().put("uri", "a://100"))
                        .errorCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notifications/initialized",
                "notifications/roots/list_changed",
                "notifications/progress",
                "notifications/unheard-of"
            })
    void notificationsAreAccepted(String method) {
        assertThat(client.notify(method).status()).isEqualTo(202);
    }

    private String lastLevel() {
        return service.calls()
                .getLast()
                .meta()
                .path("io.modelcontextprotocol/logLevel")
                .stringValue();
    }
}
