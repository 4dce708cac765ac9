package org.watchbill.kit.mcp.wire;

import static org.watchbill.kit.mcp.wire.RpcException.HEADER_MISMATCH;
import static org.watchbill.kit.mcp.wire.RpcException.INVALID_PARAMS;
import static org.watchbill.kit.mcp.wire.RpcException.UNSUPPORTED_VERSION;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The per-request metadata of MCP 2026-07-28: what the body claims in {@code _meta}, and the headers that mirror it. */
public final class ProtocolCheck {

    public static final String VERSION = "2026-07-28";
    public static final String VERSION_KEY = "io.modelcontextprotocol/protocolVersion";
    public static final String CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities";

    private static final HeaderName VERSION_HEADER = HeaderNames.create("MCP-Protocol-Version");
    private static final HeaderName METHOD_HEADER = HeaderNames.create("Mcp-Method");
    private static final HeaderName NAME_HEADER = HeaderNames.create("Mcp-Name");

    /** The parameter that {@code Mcp-Name} mirrors, by method. */
    private static final Map<String, String> NAMED =
            Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

    private ProtocolCheck() {}

    /** Throws {@link RpcException} with the first rule that {@code message} breaks. */
    public static void check(RpcMessage message, ServerRequestHeaders headers) {
        Optional<String> version = single(headers, VERSION_HEADER);
        if (message.id().isEmpty()) {
            checkNotification(version);
            return;
        }
        Optional<String> method = single(headers, METHOD_HEADER);
        String claimed = claimedVersion(message, version);
        checkMirror(VERSION_HEADER, version, claimed);
        checkMirror(METHOD_HEADER, method, message.method());
        if (!claimed.equals(VERSION)) {
            throw unsupported(claimed);
        }
        checkPresent(VERSION_HEADER, version);
        checkPresent(METHOD_HEADER, method);
        checkName(message, headers);
    }

    private static void checkNotification(Optional<String> version) {
        checkPresent(VERSION_HEADER, version);
        version.filter(value -> !value.equals(VERSION)).ifPresent(value -> {
            throw unsupported(value);
        });
    }

    private static String claimedVersion(RpcMessage message, Optional<String> header) {
        JsonNode meta = message.meta();
        boolean claims = meta.has(VERSION_KEY);
        if (!claims && header.isPresent() && header.get().compareTo(VERSION) < 0) {
            throw unsupported(header.get());
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
        if (parameter == null) {
            return;
        }
        Optional<String> name = single(headers, NAME_HEADER);
        checkPresent(NAME_HEADER, name);
        Optional<String> decoded = name.map(HeaderValue::decoded);
        checkMirror(NAME_HEADER, decoded, message.params().path(parameter).stringValue(""));
    }

    private static Optional<String> single(ServerRequestHeaders headers, HeaderName name) {
        List<String> values = headers.contains(name) ? headers.get(name).allValues() : List.of();
        if (values.size() > 1) {
            throw RpcException.refused(HEADER_MISMATCH, "The header " + name.defaultCase() + " stands more than once");
        }
        return values.stream().findFirst().map(String::strip);
    }

    private static void checkMirror(HeaderName name, Optional<String> header, String body) {
        header.filter(value -> !value.equals(body)).ifPresent(value -> {
            throw RpcException.refused(HEADER_MISMATCH, "The header " + name.defaultCase() + " differs from the body");
        });
    }

    private static void checkPresent(HeaderName name, Optional<String> header) {
        if (header.isEmpty()) {
            throw RpcException.refused(HEADER_MISMATCH, "The header " + name.defaultCase() + " is missing");
        }
    }

    private static RpcException unsupported(String requested) {
        ObjectNode data = Json.object();
        data.putArray("supported").add(VERSION);
        data.put("requested", requested);
        return new RpcException(
                Status.BAD_REQUEST_400,
                UNSUPPORTED_VERSION,
                "The protocol version is not supported",
                Optional.of(data));
    }
}
