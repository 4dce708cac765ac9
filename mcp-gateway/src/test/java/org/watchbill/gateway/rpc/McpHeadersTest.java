package org.watchbill.gateway.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class McpHeadersTest {

    @Test
    void namesMatchInAnyCaseAndValuesAreTrimmed() {
        assertThat(new McpHeaders(Map.of("mcp-NAME", List.of(" a\t"))).first(McpHeaders.NAME))
                .contains("a");
    }

    @Test
    void aRepeatedHeaderIsNoneOfItsValues() {
        assertThat(new McpHeaders(Map.of("Mcp-Name", List.of("a", "b"))).first(McpHeaders.NAME))
                .contains("a, b");
    }
}
