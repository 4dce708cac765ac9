package org.watchbill.gateway.modern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.rpc.LogLevel;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.upstream.RequestMeta;
import tools.jackson.databind.JsonNode;

/** The {@code _meta} in which a stateless request brings its own context. */
public record Envelope(String version, RequestMeta client) {

    /** Whether the message claims to be of the stateless era at all. */
    public static boolean isClaimed(RpcMessage.Invocation message) {
        return message.params().path(McpKeys.META).has(McpKeys.PROTOCOL_VERSION);
    }

    /** Whether all required members are there. */
    public static boolean isComplete(RpcMessage.Invocation message) {
        return faults(message).isEmpty();
    }

    static Optional<RpcError> fault(RpcMessage.Request request) {
        List<String> faults = faults(request);
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(RpcError.of(
                        RpcError.INVALID_PARAMS, "params._meta lacks a valid " + String.join(" and ", faults)));
    }

    static Optional<RpcError> unknownLogLevel(RpcMessage.Request request) {
        JsonNode level = request.params().path(McpKeys.META).path(McpKeys.LOG_LEVEL);
        return level.isMissingNode() || LogLevel.of(level.stringValue("")).isPresent()
                ? Optional.empty()
                : Optional.of(RpcError.of(RpcError.INVALID_PARAMS, McpKeys.LOG_LEVEL + " is no level of logging"));
    }

    /** Of a request without fault. */
    static Envelope of(RpcMessage.Request request) {
        JsonNode meta = request.params().path(McpKeys.META);
        JsonNode clientInfo = meta.path(McpKeys.CLIENT_INFO);
        return new Envelope(
                meta.path(McpKeys.PROTOCOL_VERSION).stringValue(""),
                new RequestMeta(
                        meta.path(McpKeys.CLIENT_CAPABILITIES),
                        clientInfo.isObject() ? Optional.of(clientInfo) : Optional.empty()));
    }

    private static List<String> faults(RpcMessage.Invocation message) {
        JsonNode meta = message.params().path(McpKeys.META);
        List<String> faults = new ArrayList<>();
        if (!meta.path(McpKeys.PROTOCOL_VERSION).isString()) {
            faults.add(McpKeys.PROTOCOL_VERSION);
        }
        if (!meta.path(McpKeys.CLIENT_CAPABILITIES).isObject()) {
            faults.add(McpKeys.CLIENT_CAPABILITIES);
        }
        return faults;
    }
}
