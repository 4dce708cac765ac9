package org.watchbill.gateway.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BridgeTest {

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}}";
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"elicitation\":{}},"
            + "\"clientInfo\":{\"name\":\"local\",\"version\":\"1\"}}}";
    private static final String FIND_SHIFT = "\"name\":\"find_shift\",\"arguments\":{\"region\":\"f\u00fcr\"},";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    private final RunningGateway gateway = new RunningGateway();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void carriesStatelessRequestsWithTheHeadersTheyNeed() {
        try (LocalProcess local = connect()) {
            local.send(modern(1, "server/discover", ""));
            assertThat(local.next().at("/result/supportedVersions/0").stringValue())
                    .isEqualTo("2026-07-28");

            local.send(modern(2, "tools/call", "\"name\":\"get_current_schedule\",\"arguments\":{},"));
            JsonNode answer = local.next();
            assertThat(answer.path("id").intValue()).isEqualTo(2);
            assertThat(answer.at("/result/resultType").stringValue()).isEqualTo("complete");
        }
    }

    @Test
    void carriesASessionAndItsQuestions() {
        try (LocalProcess local = connect()) {
            local.send(INITIALIZE);
            assertThat(local.next().at("/result/protocolVersion").stringValue()).isEqualTo("2025-11-25");
            local.send(INITIALIZED);
            local.send(
                    legacy(1, "tools/call", "\"name\":\"submit_coverage_request\",\"arguments\":{\"at\":\"Monday\"}"));
            JsonNode question = local.next();
            assertThat(question.path("method").stringValue()).isEqualTo("elicitation/create");

            local.send("{\"jsonrpc\":\"2.0\",\"id\":" + question.path("id")
                    + ",\"result\":{\"action\":\"accept\",\"content\":{\"confirm\":true}}}");
            JsonNode answer = local.next();
            assertThat(answer.path("id").intValue()).isEqualTo(1);
            assertThat(answer.at("/result/structuredContent/text").stringValue())
                    .isEqualTo("request filed for Monday");
        }
    }

    @Test
    void aSlowRequestDoesNotHoldUpAnother() throws InterruptedException {
        CountDownLatch slow = slowTool();
        try (LocalProcess local = connect()) {
            local.send(modern(1, "tools/call", "\"name\":\"slow\",\"arguments\":{},"));
            local.send(modern(2, "tools/list", ""));
            assertThat(local.next().path("id").intValue()).isEqualTo(2);
            slow.countDown();
            assertThat(local.next().path("id").intValue()).isEqualTo(1);
        }
    }

    @Test
    void cancellingAStatelessRequestEndsItWithoutAnAnswer() throws InterruptedException {
        CountDownLatch slow = slowTool();
        try (LocalProcess local = connect()) {
            local.send(modern(1, "tools/call", "\"name\":\"slow\",\"arguments\":{},"));
            local.send(modern(2, "tools/list", ""));
            assertThat(local.next().path("id").intValue()).isEqualTo(2);
            local.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
            local.send(modern(3, "tools/list", ""));
            assertThat(local.next().path("id").intValue()).isEqualTo(3);
            local.end();
            assertThat(local.exitCode()).isZero();
            assertThat(local.waiting()).isZero();
        } finally {
            slow.countDown();
        }
    }

    @Test
    void cancellingAStreamEndsItWithoutAnAnswer() {
        try (LocalProcess local = connect()) {
            local.send(modern(1, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true},"));
            assertThat(local.next().path("method").stringValue()).isEqualTo("notifications/subscriptions/acknowledged");
            local.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1," + META
                    + "}}");
            local.end();
            assertThat(local.exitCode()).isZero();
            assertThat(local.waiting()).isZero();
        }
    }

    @Test
    void repeatsArgumentsInTheHeadersThatAToolAsksFor() {
        offerFindShift("Region");
        try (LocalProcess local = connect()) {
            local.send(modern(1, "tools/call", FIND_SHIFT));
            assertThat(local.next().at("/result/structuredContent/text").stringValue())
                    .isEqualTo("found");
            assertThat(gateway.schedule().calls().getLast().headers())
                    .containsEntry("Mcp-Param-Region", "=?base64?ZsO8cg==?=");

            offerFindShift("Area");
            gateway.time().advance(Duration.ofMinutes(2));
            for (int id = 2; !listed(local, id).contains("\"Area\""); id++) {
                assertThat(id).as("lists until the new one showed").isLessThan(100);
            }
            local.send(modern(100, "tools/call", FIND_SHIFT));
            assertThat(local.next().at("/result/structuredContent/text").stringValue())
                    .isEqualTo("found");
            assertThat(gateway.schedule().calls().getLast().headers())
                    .containsEntry("Mcp-Param-Area", "=?base64?ZsO8cg==?=");
        }
    }

    @Test
    void theEndOfInputWaitsForAnswersThatAreDue() {
        LocalProcess local = connect();
        local.send(modern(1, "tools/list", ""));
        local.end();
        assertThat(local.exitCode()).isZero();
        assertThat(local.next().path("id").intValue()).isEqualTo(1);
    }

    @Test
    void aBadTokenIsAnErrorThatSaysSo() {
        try (LocalProcess local = new LocalProcess(
                Map.of("WATCHBILL_URL", gateway.at("/mcp").toString(), "WATCHBILL_TOKEN", "wb_nonsense"))) {
            local.send(modern(1, "tools/list", ""));
            JsonNode error = local.next();
            assertThat(error.path("id").intValue()).isEqualTo(1);
            assertThat(error.at("/error/message").stringValue())
                    .contains("WATCHBILL_TOKEN")
                    .doesNotContain("nonsense");
        }
    }

    @Test
    void aGatewayThatIsNotThereIsAnError() {
        try (LocalProcess local = connect()) {
            gateway.close();
            local.send(INITIALIZE);
            assertThat(local.next().at("/error/message").stringValue())
                    .isEqualTo("The gateway at WATCHBILL_URL cannot be reached");
        }
    }

    @Test
    void aLineThatIsNoJsonIsAnErrorAndTheNextOneCounts() {
        try (LocalProcess local = connect()) {
            local.send("{oops");
            assertThat(local.next().at("/error/code").intValue()).isEqualTo(-32700);
            local.send("");
            local.send("[]");
            assertThat(local.next().toString())
                    .startsWith("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,")
                    .doesNotContain("\"id\"");
            local.send(modern(1, "tools/list", ""));
            assertThat(local.next().path("id").intValue()).isEqualTo(1);
        }
    }

    @Test
    void withoutATokenItSaysWhatIsMissing() {
        try (LocalProcess local = new LocalProcess(Map.of())) {
            assertThat(local.exitCode()).isEqualTo(2);
            assertThat(local.said()).startsWith("watchbill: WATCHBILL_TOKEN is not set");
        }
    }

    private static String listed(LocalProcess local, int id) {
        local.send(modern(id, "tools/list", ""));
        return local.next().toString();
    }

    private void offerFindShift(String header) {
        ObjectNode tool = ToolAnswers.tool("find_shift", true, "schedule:read", false);
        ObjectNode properties = ((ObjectNode) tool.path("inputSchema")).putObject("properties");
        properties.putObject("region").put("type", "string").put("x-mcp-header", header);
        gateway.schedule().with(tool, params -> ToolAnswers.done("found"));
    }

    private CountDownLatch slowTool() {
        CountDownLatch latch = new CountDownLatch(1);
        gateway.schedule().with(ToolAnswers.tool("slow", true, "schedule:read", false), params -> {
            try {
                latch.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ToolAnswers.done("slow");
        });
        return latch;
    }

    private LocalProcess connect() {
        return new LocalProcess(
                Map.of("WATCHBILL_URL", gateway.at("").toString(), "WATCHBILL_TOKEN", gateway.memberToken()));
    }

    private static String modern(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + META
                + "}}";
    }

    private static String legacy(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}";
    }
}
