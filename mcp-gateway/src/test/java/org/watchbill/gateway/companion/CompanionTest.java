package org.watchbill.gateway.companion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

class CompanionTest {

    private final RunningGateway gateway = new RunningGateway();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void healthIsOpenToMonitors() {
        WireReply reply = Wire.get(gateway.at("/mcp/health"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"status\":\"healthy\",\"service\":\"mcp-gateway\",\"version\":\"0.1.0\",\"mode\":\"stateless\"}");
    }

    @Test
    void healthIsDegradedWhileAServiceDoesNotAnswer() {
        gateway.member().call("get_current_schedule", "{}");
        gateway.schedule().setMood(UpstreamFake.Mood.HANGING_UP);
        for (int i = 0; i < 30; i++) {
            gateway.member().call("get_current_schedule", "{}");
        }
        assertThat(Wire.get(gateway.at("/mcp/health")).json().path("status").stringValue())
                .isEqualTo("degraded");
    }

    @Test
    void toolsAreListedWithTheirCount() {
        JsonNode listed = get("/mcp/tools").json();
        List<String> names = listed.path("tools")
                .valueStream()
                .map(tool -> tool.path("name").stringValue())
                .toList();
        assertThat(names).contains("get_current_schedule").doesNotContain("approve_request");
        assertThat(listed.path("count").intValue()).isEqualTo(names.size());
        assertThat(listed.path("tools").get(0).has("_meta"))
                .as("the gateway's own notes")
                .isFalse();
    }

    @Test
    void aToolsetThatIsNotThereIsAnError() {
        assertThat(get("/mcp/tools?toolsets=nonsense").status()).isEqualTo(400);
    }

    @Test
    void toolsNeedACredential() {
        WireReply reply = Wire.get(gateway.at("/mcp/tools"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer ");
    }

    @Test
    void nothingElseIsUnderTheEndpoint() {
        assertThat(Wire.get(gateway.at("/mcp/else")).status()).isEqualTo(404);
        assertThat(Wire.send("POST", gateway.at("/mcp/tools"), Map.of(), Json.bytes(Json.object()))
                        .status())
                .isEqualTo(405);
    }

    private WireReply get(String path) {
        return Wire.send(
                "GET", gateway.at(path), Map.of("Authorization", "Bearer " + gateway.memberToken()), new byte[0]);
    }
}
