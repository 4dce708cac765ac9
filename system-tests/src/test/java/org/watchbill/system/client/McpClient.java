package org.watchbill.system.client;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A client of the gateway, of one era. */
public sealed interface McpClient permits ModernMcpClient, LegacyMcpClient {

    /** The names of all tools listed. */
    List<String> toolNames();

    /** Calls a tool and lets {@code person} answer what is asked on the way. */
    ToolAnswer call(String tool, JsonNode arguments, Elicitation person);

    default ToolAnswer call(String tool, JsonNode arguments) {
        return call(tool, arguments, Elicitation.accepting());
    }
}
