package org.watchbill.gateway.era;

import org.watchbill.gateway.modern.Envelope;
import org.watchbill.gateway.modern.ModernEra;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;

/** The two ways of speaking MCP. */
enum Era {
    MODERN,
    LEGACY;

    /** Decides by the body first and by the header only where the body says nothing. */
    static Era of(RpcMessage message, McpHeaders headers) {
        return switch (message) {
            case RpcMessage.Response response -> LEGACY;
            case RpcMessage.Invocation invocation -> of(invocation, hasModernVersion(headers));
            case RpcMessage.Batch batch -> ofBatch(batch, hasModernVersion(headers));
        };
    }

    /** Stateless requests come one by one. */
    private static Era ofBatch(RpcMessage.Batch batch, boolean modernHeader) {
        boolean claimed = batch.messages().stream()
                .anyMatch(message ->
                        message instanceof RpcMessage.Invocation invocation && Envelope.isClaimed(invocation));
        if (claimed || modernHeader) {
            throw RpcException.unidentified(
                    400, RpcError.INVALID_REQUEST, "Batches are not part of this protocol revision");
        }
        return LEGACY;
    }

    private static Era of(RpcMessage.Invocation message, boolean modernHeader) {
        if (message.method().equals("initialize")) {
            return ofHandshake(message, modernHeader);
        }
        return Envelope.isClaimed(message) || modernHeader ? MODERN : LEGACY;
    }

    /** Only a faultless envelope makes {@code initialize} modern, as a method that does not exist there. */
    private static Era ofHandshake(RpcMessage.Invocation message, boolean modernHeader) {
        if (Envelope.isClaimed(message) && Envelope.isComplete(message)) {
            return MODERN;
        }
        if (modernHeader) {
            throw RpcException.of(
                    message,
                    400,
                    RpcError.of(
                            RpcError.HEADER_MISMATCH,
                            "The header " + McpHeaders.PROTOCOL_VERSION + " names a revision without initialize"));
        }
        return LEGACY;
    }

    private static boolean hasModernVersion(McpHeaders headers) {
        return headers.first(McpHeaders.PROTOCOL_VERSION)
                .filter(ModernEra::isModern)
                .isPresent();
    }
}
