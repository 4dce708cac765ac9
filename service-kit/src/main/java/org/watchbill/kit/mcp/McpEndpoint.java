package org.watchbill.kit.mcp;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import org.watchbill.kit.command.Commands;
import org.watchbill.kit.confirmation.Confirmations;
import org.watchbill.kit.token.TokenVerifier;

/**
 * {@code POST /mcp} on the internal socket: {@code server/discover}, {@code tools/list} and {@code tools/call} of MCP
 * 2026-07-28, stateless, for callers with an internal token.
 *
 * <p>A call runs through: token, tool, arguments against the schema, scope, role, confirmation, work. Refused writes are
 * audited like executed ones. The gateway names a call in {@code _meta["org.watchbill/callId"]}.
 */
public final class McpEndpoint implements HttpService {

    /** How the service presents itself. */
    public record ServerInfo(String name, String title, String version, String instructions) {}

    public McpEndpoint(
            ServerInfo info, List<Tool> tools, TokenVerifier tokens, Commands commands, Confirmations confirmations) {
        throw new UnsupportedOperationException(info + " " + tools + tokens + commands + confirmations);
    }

    @Override
    public void routing(HttpRules rules) {
        throw new UnsupportedOperationException(rules.toString());
    }
}
