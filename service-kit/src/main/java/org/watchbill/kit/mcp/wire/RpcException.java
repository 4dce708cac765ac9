package org.watchbill.kit.mcp.wire;

import io.helidon.http.Status;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A message that breaks the protocol; the message text may be shown to the sender. */
public final class RpcException extends RuntimeException {

    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int HEADER_MISMATCH = -32020;
    public static final int UNSUPPORTED_VERSION = -32022;

    private final Status status;
    private final int code;
    private final transient Optional<JsonNode> data;

    public RpcException(Status status, int code, String message, Optional<JsonNode> data) {
        super(message);
        this.status = status;
        this.code = code;
        this.data = data;
    }

    /** An error that the specification answers with status 400. */
    public static RpcException refused(int code, String message) {
        return new RpcException(Status.BAD_REQUEST_400, code, message, Optional.empty());
    }

    /** Parameters that make no sense to the method; answered in-band with status 200. */
    public static RpcException invalidParams(String message) {
        return new RpcException(Status.OK_200, INVALID_PARAMS, message, Optional.empty());
    }

    public Status status() {
        return status;
    }

    public int code() {
        return code;
    }

    public Optional<JsonNode> data() {
        return data;
    }
}
