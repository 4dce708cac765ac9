package org.watchbill.system.conformance.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules for {@code _meta} and the standard headers of revision 2026-07-28, in the order in which they are checked. */
final class Envelope {

    static final String VERSION = "2026-07-28";

    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final Map<String, String> NAMED = Map.of(
            "tools/call", "name",
            "prompts/get", "name",
            "resources/read", "uri",
            "tasks/get", "taskId",
            "tasks/update", "taskId",
            "tasks/cancel", "taskId");

    private Envelope() {}

    static void check(ServerRequestHeaders headers, String method, JsonNode params) {
        JsonNode meta = params.path("_meta");
        if (!meta.path(PREFIX + "protocolVersion").isString()
                || !meta.path(PREFIX + "clientCapabilities").isObject()) {
            throw new RpcErrorException(400, -32602, "Required members of _meta are missing", Optional.empty());
        }
        String version = meta.path(PREFIX + "protocolVersion").stringValue("");
        repeats(headers, "MCP-Protocol-Version", version);
        repeats(headers, "Mcp-Method", method);
        if (!version.equals(VERSION)) {
            ObjectNode data = Json.object().put("requested", version);
            data.putArray("supported").add(VERSION);
            throw new RpcErrorException(400, -32022, "Unsupported protocol version", Optional.of(data));
        }
        String member = NAMED.get(method);
        if (member != null) {
            repeats(headers, "Mcp-Name", params.path(member).stringValue(""));
        }
    }

    /** Requires a header that says the same as the body, as itself or as Base64 in the sentinel. */
    static void repeats(ServerRequestHeaders headers, String header, String value) {
        String sent = headers.first(HeaderNames.create(header))
                .orElseThrow(() -> RpcErrorException.headerMismatch("Header " + header + " is missing"))
                .strip();
        if (!decoded(sent).equals(value)) {
            throw RpcErrorException.headerMismatch("Header " + header + " differs from the body");
        }
    }

    private static String decoded(String sent) {
        if (!sent.startsWith("=?base64?") || !sent.endsWith("?=") || sent.length() < 11) {
            return sent;
        }
        String base64 = sent.substring(9, sent.length() - 2);
        try {
            if (base64.length() % 4 != 0) {
                throw RpcErrorException.headerMismatch("A header holds Base64 without its padding");
            }
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RpcErrorException.headerMismatch("A header holds invalid Base64");
        }
    }
}
