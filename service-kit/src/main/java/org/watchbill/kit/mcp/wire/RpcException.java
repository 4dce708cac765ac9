package org.watchbill.kit.mcp.wire;

import io.helidon.http.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A message that breaks the protocol; the message text may be shown to the sender. */
public final class RpcException extends RuntimeException {

    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int HEADER_MISMATCH = -32020;
    public static final int MISSING_CAPABILITY = -32021;
    public static final int UNSUPPORTED_VERSION = -32022;
    public static final int INTERNAL_ERROR = -32603;

    /** The service says no for a reason of its own, named in {@code data.code}; outside the range of JSON-RPC. */
    public static final int REFUSED = -31000;

    private final Status status;
    private final int code;
    private final String text;
    private final transient @Nullable ObjectNode data;

    private RpcException(Status status, int code, String message, @Nullable ObjectNode data) {
        super(message);
        this.status = status;
        this.code = code;
        this.text = message;
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

    /** The client did not declare, on this request, what {@code required} shows as client capabilities. */
    public static RpcException missingCapability(ObjectNode required) {
        ObjectNode data = Json.object();
        data.set("requiredCapabilities", required);
        return new RpcException(
                Status.BAD_REQUEST_400, MISSING_CAPABILITY, "The client lacks a capability that is required", data);
    }

    /** An error that the specification answers with status 400. */
    public static RpcException refused(int code, String message) {
        return new RpcException(Status.BAD_REQUEST_400, code, message, null);
    }

    /** Parameters that make no sense to the method; answered in-band with status 200. */
    public static RpcException invalidParams(String message) {
        return new RpcException(Status.OK_200, INVALID_PARAMS, message, null);
    }

    /**
     * A refusal outside tools, in-band: {@code data} has its code and {@code retryable}, and its field. What the caller got
     * wrong is {@link #INVALID_PARAMS}, all else is {@link #REFUSED}.
     */
    public static RpcException refused(Refusal refusal) {
        boolean mistaken = refusal.code() == ErrorCode.INVALID_ARGUMENT || refusal.code() == ErrorCode.NOT_FOUND;
        ObjectNode data = Json.object()
                .put("code", refusal.code().text())
                .put("retryable", refusal.code().retryable());
        refusal.field().ifPresent(field -> data.put("field", field));
        return new RpcException(Status.OK_200, mistaken ? INVALID_PARAMS : REFUSED, refusal.message(), data);
    }

    /** The request failed for reasons that are none of the caller's business. */
    public static RpcException internal() {
        return new RpcException(Status.OK_200, INTERNAL_ERROR, "The request failed inside the service", null);
    }

    /** The same with one more member in {@code data}. */
    public RpcException with(String member, String value) {
        ObjectNode more = data == null ? Json.object() : data.deepCopy();
        return new RpcException(status, code, text, more.put(member, value));
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
