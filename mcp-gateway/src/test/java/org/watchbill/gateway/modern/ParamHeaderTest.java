package org.watchbill.gateway.modern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.ToolAnswers;
import org.watchbill.gateway.testing.UpstreamFake;
import org.watchbill.gateway.testing.Wire;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Headers that repeat arguments, from the client and to the service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParamHeaderTest {

    private RunningGateway gateway;
    private ModernClient client;

    @BeforeAll
    void start() {
        UpstreamFake schedule = new UpstreamFake()
                .with(annotated("find_shift", """
                        {"region": {"type": "string", "x-mcp-header": "Region"},
                         "level": {"type": "integer", "x-mcp-header": "Level"},
                         "filter": {"type": "object", "properties": {
                            "open": {"type": "boolean", "x-mcp-header": "Open-Only"}}},
                         "free": {"type": "string"}}
                        """), params -> ToolAnswers.done("found"))
                .with(annotated("broken", """
                        {"region": {"type": "number", "x-mcp-header": "Region"}}
                        """), params -> ToolAnswers.done("never"));
        gateway = new RunningGateway(schedule, Map.of());
        client = gateway.member();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'region':'eu'               | Region=eu",
                "'region':'eu'               | rEGION=  eu  ",
                "'region':'Hello'            | Region==?base64?SGVsbG8=?=",
                "'region':'SGVsbG8='         | Region=SGVsbG8=",
                "'region':'=?base64?SGVsbG8='| Region==?base64?SGVsbG8=",
                "'region':'für'              | Region==?base64?ZsO8cg==?=",
                "'region':'a,b'              | Region=a,b",
                "'level':42                  | Level=42.0",
                "'level':42.0                | Level=42",
                "'filter':{'open':true}      | Open-Only=true",
                "'filter':{}                 | ",
                "'region':null               | ",
                "'free':'x'                  | ",
                "'free':'x'                  | Other=unknown"
            })
    void acceptsHeadersThatAgree(String members, String headers) {
        WireReply reply = call(members, headers);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.result().at("/structuredContent/text").stringValue()).isEqualTo("found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'region':'eu'               | ",
                "'region':'eu'               | Region=us",
                "'region':'eu'               | Region=EU",
                "'region':'eu'               | Level=1",
                "'region':'eu','level':1     | Region=eu",
                "'region':null               | Region=eu",
                "'region':null               | Region=null",
                "'free':'x'                  | Region=eu",
                "'region':'Hello'            | Region==?base64?SGVsbG8?=",
                "'region':'Hello'            | Region==?base64?SGVs!!!bG8=?=",
                "'region':'Hello'            | Region==?base64?SGVsbG9=?=",
                "'region':'Hello'            | Region==?BASE64?SGVsbG8=?=",
                "'region':['eu']             | Region=eu",
                "'level':42                  | Level=43",
                "'level':42                  | Level=forty-two",
                "'filter':{'open':true}      | Open-Only=1"
            })
    void refusesHeadersThatDoNot(String members, String headers) {
        assertMismatch(call(members, headers));
    }

    @Test
    void refusesARepeatedHeader() {
        ObjectNode params = params("'region':'eu'");
        byte[] body = Json.bytes(client.message(3, "tools/call", params));

        assertMismatch(Wire.sendRepeated(
                gateway.at("/mcp"),
                client.headers("tools/call", params),
                Map.of("Mcp-Param-Region", List.of("eu", "eu")),
                body));
    }

    @Test
    void theServiceGetsTheHeadersToo() {
        call("'region':'für','level':7,'filter':{'open':false}", "Region==?base64?ZsO8cg==?=;Level=7;Open-Only=false");

        assertThat(gateway.schedule().calls().getLast().headers())
                .containsEntry("Mcp-Param-Region", "=?base64?ZsO8cg==?=")
                .containsEntry("Mcp-Param-Level", "7")
                .containsEntry("Mcp-Param-Open-Only", "false");
    }

    @Test
    void theServiceGetsThemForLegacyClientsAsWell() {
        gateway.legacy().connected().call("find_shift", "{\"region\": \"eu\"}");

        assertThat(gateway.schedule().calls().getLast().headers()).containsEntry("Mcp-Param-Region", "eu");
    }

    @Test
    void aToolThatBreaksTheRulesIsNotOffered() {
        assertThat(client.send("tools/list", Json.object())
                        .result()
                        .path("tools")
                        .valueStream()
                        .map(tool -> tool.path("name").stringValue()))
                .containsExactly("find_shift");
        assertThat(client.call("broken", "{}").errorCode()).isEqualTo(-32602);
    }

    private WireReply call(String members, String headers) {
        ObjectNode params = params(members);
        Map<String, String> all = new HashMap<>(client.headers("tools/call", params));
        if (headers != null) {
            for (String header : headers.split(";", -1)) {
                String[] pair = header.split("=", 2);
                all.put("Mcp-Param-" + pair[0], pair[1]);
            }
        }
        return client.send(client.message(3, "tools/call", params), all);
    }

    private ObjectNode params(String members) {
        return client.callParams("find_shift", "{" + members.replace('\'', '"') + "}");
    }

    private static void assertMismatch(WireReply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(-32020);
        assertThat(reply.json().path("id").intValue()).isEqualTo(3);
    }

    private static ObjectNode annotated(String name, String properties) {
        ObjectNode tool = ToolAnswers.tool(name, true, "schedule:read", false);
        ((ObjectNode) tool.path("inputSchema")).set("properties", ToolAnswers.json(properties));
        return tool;
    }
}
