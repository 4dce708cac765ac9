package org.watchbill.gateway.modern;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.gateway.credential.Standing;
import org.watchbill.gateway.listen.Interest;
import org.watchbill.gateway.listen.Listening;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;

/** {@code subscriptions/listen}: always a stream, unless the request itself is at fault. */
public final class ListenMethod {

    static final String NAME = "subscriptions/listen";

    private final Listening listening;
    private final ServerIdentity server;
    private final Duration keepAlive;
    private final InstantSource time;

    public ListenMethod(Listening listening, ServerIdentity server, Duration keepAlive, InstantSource time) {
        this.listening = listening;
        this.server = server;
        this.keepAlive = keepAlive;
        this.time = time;
    }

    /** Throws {@link RpcException} for a filter that cannot be understood. */
    Reply answer(Arrival arrival, RpcMessage.Request request) {
        Optional<ListenFilter> filter = ListenFilter.of(request.params().path("notifications"));
        if (filter.isEmpty()) {
            throw RpcException.of(
                    request,
                    200,
                    RpcError.of(RpcError.INVALID_PARAMS, "notifications does not say what to listen for"));
        }
        Interest interest = filter.get().served(server.capabilities(), List.of());
        return new Reply.Stream(events -> {
            Standing standing = new Standing(arrival.caller(), arrival::recheck, time);
            new ListenStream(request.id(), filter.get(), standing, keepAlive).hold(listening, interest, events);
        });
    }
}
