package org.watchbill.kit.mcp.wire;

import io.helidon.http.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
    private final transient @Nullable JsonNode data;

    private RpcException(Status status, int code, String message, @Nullable JsonNode data) {
        super(message);
        this.status = status;
        this.code = code;
        this.data = data;
    }

    public static RpcException unknownMethod() {
        return new RpcException(Status.NOT_FOUND_404, METHOD_NOT_FOUND, "The method is not known", null);
    }

    public static RpcException unsupportedVersion(String requested, String supported) {
        ObjectNode data = Json.object();
        data.putArray("supported").add(supported);
        data.put("requested", requested);
        return new RpcException(
                Status.BAD_REQUEST_400, UNSUPPORTED_VERSION, "The protocol version is not supported", data);
    }

    /** An error that the specification answers with status 400. */
    public static RpcException refused(int code, String message) {
        return new RpcException(Status.BAD_REQUEST_400, code, message, null);
    }

    /** Parameters that make no sense to the method; answered in-band with status 200. */
    public static RpcException invalidParams(String message) {
        return new RpcException(Status.OK_200, INVALID_PARAMS, message, null);
    }

    public Status status() {
        return status;
    }

    public int code() {
        return code;
    }

    public Optional<JsonNode> data() {
        return Optional.ofNullable(data);
    }
}
