package org.watchbill.gateway.era;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.rpc.RpcReader;

class EraTest {

    private static final String CLAIM = "'io.modelcontextprotocol/protocolVersion':'2026-07-28'";
    private static final String CAPABILITIES = "'io.modelcontextprotocol/clientCapabilities':{}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'id':1,'result':{}                                       | 2026-07-28 | LEGACY",
                "'id':1,'method':'initialize'                             |            | LEGACY",
                "'id':1,'method':'initialize'                             | 2025-11-25 | LEGACY",
                "'id':1,'method':'initialize','params':{'_meta':{C}}      |            | LEGACY",
                "'id':1,'method':'initialize','params':{'_meta':{C,K}}    |            | MODERN",
                "'id':1,'method':'initialize','params':{'_meta':{C,K}}    | 2026-07-28 | MODERN",
                "'id':1,'method':'tools/list','params':{'_meta':{C,K}}    |            | MODERN",
                "'id':1,'method':'tools/list','params':{'_meta':{C}}      | 2025-11-25 | MODERN",
                "'id':1,'method':'tools/list'                             | 2026-07-28 | MODERN",
                "'id':1,'method':'tools/list'                             | 2027-01-01 | MODERN",
                "'id':1,'method':'tools/list'                             | 2025-11-25 | LEGACY",
                "'id':1,'method':'tools/list'                             |            | LEGACY",
                "'id':1,'method':'tools/list'                             | newest     | LEGACY",
                "'method':'notifications/cancelled'                       | 2026-07-28 | MODERN",
                "'method':'notifications/cancelled'                       |            | LEGACY",
                "'method':'notifications/initialized'                     | 2025-11-25 | LEGACY"
            })
    void bodyDecidesFirstThenTheHeader(String members, String header, Era era) {
        assertThat(Era.of(message(members), headers(header == null ? "" : header)))
                .isEqualTo(era);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'id':1,'method':'initialize'                        | 2026-07-28",
                "'id':1,'method':'initialize','params':{'_meta':{C}} | 2026-07-28"
            })
    void refusesAHandshakeUnderAModernHeader(String members, String header) {
        assertThatThrownBy(() -> Era.of(message(members), headers(header)))
                .isInstanceOfSatisfying(RpcException.class, refusal -> {
                    Reply.Message reply = (Reply.Message) refusal.reply();
                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.body().at("/error/code").intValue()).isEqualTo(-32020);
                    assertThat(reply.body().path("id").intValue()).isEqualTo(1);
                });
    }

    private static RpcMessage message(String members) {
        String json = ("{'jsonrpc':'2.0'," + members + "}")
                .replace("{C,K}", "{" + CLAIM + "," + CAPABILITIES + "}")
                .replace("{C}", "{" + CLAIM + "}")
                .replace('\'', '"');
        return RpcReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static McpHeaders headers(String version) {
        return new McpHeaders(version.isEmpty() ? Map.of() : Map.of("mcp-protocol-version", List.of(version)));
    }
}
