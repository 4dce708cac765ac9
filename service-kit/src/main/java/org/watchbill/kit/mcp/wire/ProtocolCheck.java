package org.watchbill.kit.mcp.wire;

import static org.watchbill.kit.mcp.wire.RpcException.HEADER_MISMATCH;
import static org.watchbill.kit.mcp.wire.RpcException.INVALID_PARAMS;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The per-request metadata of MCP 2026-07-28: what the body claims in {@code _meta}, and the headers that mirror it. */
public final class ProtocolCheck {

    public static final String VERSION = "2026-07-28";
    public static final String VERSION_KEY = "io.modelcontextprotocol/protocolVersion";
    public static final String CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities";

    private static final HeaderName VERSION_HEADER = HeaderNames.create("MCP-Protocol-Version");
    private static final HeaderName METHOD_HEADER = HeaderNames.create("Mcp-Method");
    private static final HeaderName NAME_HEADER = HeaderNames.create("Mcp-Name");

    /** The parameter that {@code Mcp-Name} mirrors, by method. */
    public static final Map<String, String> NAMED = Map.of(
            "tools/call", "name",
            "prompts/get", "name",
            "resources/read", "uri",
            "tasks/get", "taskId",
            "tasks/update", "taskId",
            "tasks/cancel", "taskId");

    private ProtocolCheck() {}

    /**
     * Throws {@link RpcException} with the first rule that {@code message} breaks. A method that is not among those
     * {@code served} needs no name, since what it is a name of is not known here.
     */
    public static void check(RpcMessage message, ServerRequestHeaders headers, Set<String> served) {
        String version = single(headers, VERSION_HEADER);
        if (message.isNotification()) {
            checkNotification(version);
            return;
        }
        String method = single(headers, METHOD_HEADER);
        String claimed = claimedVersion(message, version);
        checkMirror(VERSION_HEADER, version, claimed);
        checkMirror(METHOD_HEADER, method, message.method());
        if (!claimed.equals(VERSION)) {
            throw RpcException.unsupportedVersion(claimed, VERSION);
        }
        checkPresent(VERSION_HEADER, version);
        checkPresent(METHOD_HEADER, method);
        if (served.contains(message.method())) {
            checkName(message, headers);
        }
    }

    private static void checkNotification(@Nullable String version) {
        String present = checkPresent(VERSION_HEADER, version);
        if (!present.equals(VERSION)) {
            throw RpcException.unsupportedVersion(present, VERSION);
        }
    }

    private static String claimedVersion(RpcMessage message, @Nullable String header) {
        JsonNode meta = message.meta();
        if (!meta.has(VERSION_KEY) && header != null && header.compareTo(VERSION) < 0) {
            throw RpcException.unsupportedVersion(header, VERSION);
        }
        if (!meta.path(VERSION_KEY).isString()) {
            throw RpcException.refused(INVALID_PARAMS, "The params lack _meta[\"" + VERSION_KEY + "\"]");
        }
        if (!meta.path(CAPABILITIES_KEY).isObject()) {
            throw RpcException.refused(INVALID_PARAMS, "The params lack _meta[\"" + CAPABILITIES_KEY + "\"]");
        }
        return meta.path(VERSION_KEY).stringValue();
    }

    private static void checkName(RpcMessage message, ServerRequestHeaders headers) {
        String parameter = NAMED.get(message.method());
        if (parameter != null) {
            String name = checkPresent(NAME_HEADER, single(headers, NAME_HEADER));
            checkMirror(
                    NAME_HEADER,
                    HeaderText.decode(name)
                            .orElseThrow(() ->
                                    RpcException.refused(HEADER_MISMATCH, "The header Mcp-Name is not valid Base64")),
                    message.params().path(parameter).stringValue(""));
        }
    }

    private static @Nullable String single(ServerRequestHeaders headers, HeaderName name) {
        List<String> values = headers.values(name);
        if (values.size() > 1) {
            throw RpcException.refused(HEADER_MISMATCH, "The header " + name.defaultCase() + " stands more than once");
        }
        return values.isEmpty() ? null : values.getFirst().strip();
    }

    private static void checkMirror(HeaderName name, @Nullable String header, String body) {
        if (header != null && !header.equals(body)) {
            throw RpcException.refused(HEADER_MISMATCH, "The header " + name.defaultCase() + " differs from the body");
        }
    }

    private static String checkPresent(HeaderName name, @Nullable String header) {
        if (header == null) {
            throw RpcException.refused(HEADER_MISMATCH, "The header " + name.defaultCase() + " is missing");
        }
        return header;
    }
}
