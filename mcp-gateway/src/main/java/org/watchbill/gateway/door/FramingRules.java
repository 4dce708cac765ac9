package org.watchbill.gateway.door;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.gateway.rpc.McpHeaders;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;

/** What a POST must be before its body is looked at: plain JSON in UTF-8, from a client that takes JSON and events. */
public final class FramingRules {

    private FramingRules() {}

    public static void check(McpHeaders headers) {
        checkBody(headers);
        if (!headers.accepts("application/json") || !headers.accepts("text/event-stream")) {
            throw fault(406, "Accept must name application/json and text/event-stream");
        }
    }

    /** The same for clients that get no answer in the response. */
    public static void checkBody(McpHeaders headers) {
        if (headers.first("Content-Encoding").isPresent() || !isJson(headers.first("Content-Type"))) {
            throw fault(415, "The body must be application/json in UTF-8, not encoded");
        }
    }

    private static boolean isJson(Optional<String> contentType) {
        String[] parts = contentType.orElse("").toLowerCase(Locale.ROOT).split(";");
        boolean utf8 = List.of(parts).stream()
                .skip(1)
                .map(String::strip)
                .filter(parameter -> parameter.startsWith("charset="))
                .allMatch(charset -> charset.replace("\"", "").equals("charset=utf-8"));
        return utf8 && parts[0].strip().equals("application/json");
    }

    private static RpcException fault(int status, String message) {
        return RpcException.unidentified(status, RpcError.BAD_TRANSPORT, message);
    }
}
