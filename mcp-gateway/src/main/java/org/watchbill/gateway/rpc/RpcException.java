package org.watchbill.gateway.rpc;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A message that breaks the protocol; mapped to a reply in one place. */
public final class RpcException extends RuntimeException {

    private final int status;
    private final transient RpcError error;
    private final transient Optional<JsonNode> id;

    private RpcException(int status, RpcError error, Optional<JsonNode> id) {
        super(error.message());
        this.status = status;
        this.error = error;
        this.id = id;
    }

    /** A message whose id is not known. */
    public static RpcException unidentified(int status, int code, String message) {
        return new RpcException(status, RpcError.of(code, message), Optional.empty());
    }

    public static RpcException of(RpcMessage message, int status, RpcError error) {
        return new RpcException(status, error, RpcMessage.idOf(message));
    }

    /** The same fault, told about this message. */
    public RpcException about(RpcMessage message) {
        return of(message, status, error);
    }

    public Reply reply() {
        return Reply.error(status, id, error);
    }
}
