package org.watchbill.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.testing.EventsClient;
import org.watchbill.gateway.testing.LegacyClient;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.testing.TestTokens;

/** Whoever lacks a token or scope is sent to the metadata of the path that was dialled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChallengePerDoorTest {

    private static final String METADATA = "http://localhost:8080/.well-known/oauth-protected-resource";

    private RunningGateway gateway;
    private String token;

    @BeforeAll
    void start() {
        gateway = new RunningGateway();
        token = gateway.auth().clientToken(TestTokens.admin(), RunningGateway.RESOURCE);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/mcp, /mcp, ''",
        "/mcp/openagent_oauth, /mcp/openagent_oauth, ''",
        "/sse, /sse, ' requests:write requests:approve'",
        "/message, /sse, ' requests:write requests:approve'"
    })
    void n21NoTokenIsChallengedAtEveryDoor(String path, String resource, String more) {
        WireReply reply = Wire.send(
                "POST",
                gateway.at(path),
                Map.of("Content-Type", "application/json"),
                "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate"))
                .isEqualTo("Bearer resource_metadata=\"" + METADATA + resource
                        + "\", scope=\"schedule:read members:read requests:read" + more + "\"");
    }

    @ParameterizedTest
    @CsvSource({"/mcp, /mcp", "/mcp/openagent_oauth, /mcp/openagent_oauth", "/sse, /sse"})
    void n27MissingScopeIsAStepUpForTheDialledPath(String path, String resource) {
        assertStepUp(new ModernClient(gateway.at(path), token).call("approve_request", "{}"), resource);
        assertStepUp(new LegacyClient(gateway.at(path), token).connected().call("approve_request", "{}"), resource);
    }

    @Test
    void n27MissingScopeIsAStepUpForTheOlderTransportToo() {
        try (EventsClient client = new EventsClient(gateway.at(""), token)) {
            client.initialize("2024-11-05");
            assertStepUp(client.request(5, "tools/call", "{\"name\":\"approve_request\",\"arguments\":{}}"), "/sse");
        }
    }

    private static void assertStepUp(WireReply reply, String resource) {
        String first = "schedule:read members:read requests:read" + (resource.equals("/sse") ? " requests:write" : "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"" + first
                        + " requests:approve\", resource_metadata=\"" + METADATA + resource
                        + "\", error_description=\"The operation needs more scope\"");
    }
}
