package org.watchbill.gateway.modern;

import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.catalogue.ParamHeader;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.kit.mcp.wire.HeaderText;
import org.watchbill.kit.mcp.wire.ProtocolCheck;
import tools.jackson.databind.JsonNode;

/** The headers of a request must repeat what its body says. */
final class ModernHeaderRules {

    private ModernHeaderRules() {}

    /** A header that is there and says something else. */
    static Optional<RpcError> contradiction(McpHeaders headers, RpcMessage.Request request, String version) {
        return contradiction(headers, McpHeaders.PROTOCOL_VERSION, version)
                .or(() -> contradiction(headers, McpHeaders.METHOD, request.method()));
    }

    /** A header that is missing, then a name that says something else. */
    static Optional<RpcError> omission(McpHeaders headers, RpcMessage.Request request) {
        return missing(headers, McpHeaders.PROTOCOL_VERSION)
                .or(() -> missing(headers, McpHeaders.METHOD))
                .or(() -> Optional.ofNullable(ProtocolCheck.NAMED.get(request.method()))
                        .flatMap(member -> missing(headers, McpHeaders.NAME)
                                .or(() -> wrongName(
                                        headers, request.params().path(member).stringValue("")))));
    }

    /** The first parameter of a tool whose header does not repeat its argument. */
    static Optional<RpcError> contradiction(McpHeaders headers, List<ParamHeader> params, JsonNode arguments) {
        return params.stream()
                .map(param -> contradiction(headers, param, arguments))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<RpcError> contradiction(McpHeaders headers, ParamHeader param, JsonNode arguments) {
        Optional<String> sent = headers.first(param.header());
        if (sent.isEmpty()) {
            return param.text(arguments).flatMap(text -> missing(headers, param.header()));
        }
        boolean same = !headers.isRepeated(param.header())
                && sent.flatMap(HeaderText::decode)
                        .filter(value -> param.agrees(value, arguments))
                        .isPresent();
        return same ? Optional.empty() : Optional.of(mismatch(param.header()));
    }

    private static Optional<RpcError> contradiction(McpHeaders headers, String name, String expected) {
        return headers.first(name).filter(value -> !value.equals(expected)).map(value -> mismatch(name));
    }

    private static Optional<RpcError> missing(McpHeaders headers, String name) {
        return headers.first(name).isPresent()
                ? Optional.empty()
                : Optional.of(RpcError.of(RpcError.HEADER_MISMATCH, "The header " + name + " is missing"));
    }

    private static Optional<RpcError> wrongName(McpHeaders headers, String expected) {
        boolean same = !headers.isRepeated(McpHeaders.NAME)
                && headers.first(McpHeaders.NAME)
                        .flatMap(HeaderText::decode)
                        .filter(expected::equals)
                        .isPresent();
        return same ? Optional.empty() : Optional.of(mismatch(McpHeaders.NAME));
    }

    private static RpcError mismatch(String name) {
        return RpcError.of(RpcError.HEADER_MISMATCH, "The header " + name + " does not agree with the body");
    }
}
