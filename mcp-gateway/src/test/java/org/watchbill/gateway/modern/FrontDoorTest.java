package org.watchbill.gateway.modern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.testing.ModernClient;
import org.watchbill.gateway.testing.RunningGateway;
import org.watchbill.gateway.testing.WireReply;
import org.watchbill.kit.json.Json;

/**
 * How one endpoint tells the eras apart, row by row of the table that it follows. A body is written with C for the claimed
 * version, X for one that is not served and K for the capabilities; headers V, M and N are version, method and name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontDoorTest {

    private RunningGateway gateway;

    @BeforeAll
    void start() {
        gateway = new RunningGateway();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @ParameterizedTest(name = "row {0}: {1} under {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // row | body | headers | status | code | part of the message
                "3 | 'id':1,'result':{}                                                  |                            | 400 | -32000 | Session-Id",
                "4 | 'id':1,'method':'initialize','params':{}                            | V=2026-07-28               | 400 | -32020 | without initialize",
                "4 | 'id':1,'method':'initialize','params':{'_meta':{C}}                 | V=2026-07-28               | 400 | -32020 | without initialize",
                "4 | 'id':1,'method':'initialize','params':{'_meta':{C,K}}               | V=2026-07-28;M=initialize  | 404 | -32601 | initialize",
                "5 | 'id':1,'method':'tools/list','params':{'_meta':{C}}                 | V=2026-07-28;M=tools/list  | 400 | -32602 | clientCapabilities",
                "5 | 'id':1,'method':'tools/list','params':{'_meta':{C}}                 |                            | 400 | -32602 | clientCapabilities",
                "5 | 'id':1,'method':'tools/list','params':{'_meta':{C,K}}               | V=2025-11-25;M=tools/list  | 400 | -32020 | MCP-Protocol-Version",
                "5 | 'id':1,'method':'tools/list','params':{'_meta':{C,K}}               | V=2026-07-28;M=ping        | 400 | -32020 | Mcp-Method",
                "5 | 'id':1,'method':'tools/list','params':{'_meta':{X,K}}               | V=2099-01-01;M=tools/list  | 400 | -32022 | not served",
                "5 | 'id':1,'method':'tools/list','params':{'_meta':{X,K}}               | M=tools/list               | 400 | -32022 | not served",
                "6 | 'id':1,'method':'tools/list'                                        | V=2026-07-28;M=tools/list  | 400 | -32602 | protocolVersion",
                "6 | 'id':1,'method':'tools/list','params':{'_meta':{K}}                 | V=2099-01-01;M=tools/list  | 400 | -32602 | protocolVersion",
                "7 | 'id':1,'method':'tools/list'                                        | V=2025-11-25               | 400 | -32000 | Session-Id",
                "7 | 'id':1,'method':'tools/list'                                        |                            | 400 | -32000 | Session-Id",
                "+ | 'id':1,'method':'tools/call','params':{'name':'x','_meta':{C,K}}    |                            | 400 | -32020 | MCP-Protocol-Version is missing",
                "+ | 'id':1,'method':'tools/call','params':{'name':'x','_meta':{C,K}}    | V=2026-07-28               | 400 | -32020 | Mcp-Method is missing",
                "+ | 'id':1,'method':'tools/call','params':{'name':'x','_meta':{C,K}}    | V=2026-07-28;M=tools/call  | 400 | -32020 | Mcp-Name is missing",
                "+ | 'id':1,'method':'prompts/get','params':{'name':'x','_meta':{C,K}}   | V=2026-07-28;M=prompts/get | 400 | -32020 | Mcp-Name is missing",
                "+ | 'id':1,'method':'resources/read','params':{'uri':'x','_meta':{C,K}} | V=2026-07-28;M=resources/read | 400 | -32020 | Mcp-Name is missing",
                "+ | 'id':1,'method':'tasks/get','params':{'taskId':'x','_meta':{C,K}}   | V=2026-07-28;M=tasks/get   | 400 | -32020 | Mcp-Name is missing",
                "+ | 'id':1,'method':'tasks/update','params':{'taskId':'x','_meta':{C,K}}| V=2026-07-28;M=tasks/update | 400 | -32020 | Mcp-Name is missing",
                "+ | 'id':1,'method':'tasks/cancel','params':{'taskId':'x','_meta':{C,K}}| V=2026-07-28;M=tasks/cancel | 400 | -32020 | Mcp-Name is missing",
            })
    void refuses(String row, String members, String headers, int status, int code, String part) {
        WireReply reply = send(members, headers);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.errorCode()).isEqualTo(code);
        assertThat(reply.json().at("/error/message").stringValue()).contains(part);
        assertThat(reply.json().path("id").intValue(0)).isEqualTo(members.contains("method") ? 1 : 0);
    }

    @ParameterizedTest(name = "row {0}: {1} under {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "4 | 'id':1,'method':'initialize','params':{'protocolVersion':'2026-07-28','capabilities':{},'clientInfo':{'name':'a','version':'1'}} | | 200",
                "5 | 'id':1,'method':'tools/list','params':{'_meta':{C,K}} | V=2026-07-28;M=tools/list | 200",
                "8 | 'method':'notifications/cancelled','params':{'requestId':1} | V=2026-07-28 | 202"
            })
    void serves(String row, String members, String headers, int status) {
        assertThat(send(members, headers).status()).isEqualTo(status);
    }

    private WireReply send(String members, String headers) {
        ModernClient client = gateway.member();
        Map<String, String> all = new HashMap<>(client.headers("", Json.object()));
        all.remove("MCP-Protocol-Version");
        all.remove("Mcp-Method");
        for (String header : (headers == null ? "" : headers).split(";", -1)) {
            if (!header.isEmpty()) {
                String[] pair = header.split("=", 2);
                all.put(Map.of("V", "MCP-Protocol-Version", "M", "Mcp-Method").get(pair[0]), pair[1]);
            }
        }
        String body = ("{'jsonrpc':'2.0'," + members + "}")
                .replace("{C", "{'io.modelcontextprotocol/protocolVersion':'2026-07-28'")
                .replace("{X", "{'io.modelcontextprotocol/protocolVersion':'2099-01-01'")
                .replace("{K", "{'io.modelcontextprotocol/clientCapabilities':{}")
                .replace(",K", ",'io.modelcontextprotocol/clientCapabilities':{}")
                .replace('\'', '"');
        return client.post(all, body.getBytes(StandardCharsets.UTF_8));
    }
}
