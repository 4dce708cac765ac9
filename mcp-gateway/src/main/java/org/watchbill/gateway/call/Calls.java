package org.watchbill.gateway.call;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import org.watchbill.gateway.rpc.McpKeys;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.upstream.RequestMeta;
import org.watchbill.kit.http.Trace;
import tools.jackson.databind.node.ObjectNode;

/** Makes calls of requests: gives each its id and its place in a trace. */
public final class Calls {

    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    public Calls(InstantSource time) {
        this.time = time;
    }

    public Call of(
            RpcMessage.Request request, ObjectNode params, RequestMeta client, Arrival arrival, Notices notices) {
        String sent = params.path(McpKeys.META).path("traceparent").stringValue("");
        Trace trace = sent.isEmpty() ? arrival.trace() : Trace.join(sent);
        return new Call(
                newId(),
                arrival.caller(),
                request.method(),
                params,
                client,
                trace.traceparent(),
                arrival.toolsets(),
                notices);
    }

    /** A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random ones. */
    private UUID newId() {
        long head = (time.millis() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
        long tail = 0x8000000000000000L | (random.nextLong() >>> 2);
        return new UUID(head, tail);
    }
}
