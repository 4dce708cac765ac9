package org.watchbill.gateway.modern;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.call.ServerIdentity;
import org.watchbill.gateway.credential.Identity;
import org.watchbill.gateway.credential.Standing;
import org.watchbill.gateway.listen.Interest;
import org.watchbill.gateway.listen.Listening;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.task.SealedTask;
import org.watchbill.gateway.task.TaskExtension;
import org.watchbill.gateway.task.TaskSeals;
import tools.jackson.databind.JsonNode;

/** {@code subscriptions/listen}: always a stream, unless the request itself is at fault. */
public final class ListenMethod {

    static final String NAME = "subscriptions/listen";

    private final Listening listening;
    private final TaskSeals seals;
    private final ServerIdentity server;
    private final Duration keepAlive;
    private final InstantSource time;

    public ListenMethod(
            Listening listening, TaskSeals seals, ServerIdentity server, Duration keepAlive, InstantSource time) {
        this.listening = listening;
        this.seals = seals;
        this.server = server;
        this.keepAlive = keepAlive;
        this.time = time;
    }

    /** Throws {@link RpcException} for a filter that cannot be understood or goes beyond what the client declared. */
    Reply answer(Arrival arrival, RpcMessage.Request request, JsonNode clientCapabilities) {
        ListenFilter filter = ListenFilter.of(request.params().path("notifications"))
                .orElseThrow(() -> RpcException.of(
                        request,
                        200,
                        RpcError.of(RpcError.INVALID_PARAMS, "notifications does not say what to listen for")));
        if (!filter.taskIds().isEmpty()) {
            TaskExtension.undeclared(clientCapabilities).ifPresent(error -> {
                throw RpcException.of(request, 400, error);
            });
        }
        Interest interest = filter.served(server.capabilities(), tasks(filter, arrival.caller()));
        return new Reply.Stream(events -> {
            Standing standing = new Standing(arrival.caller(), arrival::recheck, time);
            new ListenStream(request.id(), filter, standing, keepAlive, clientCapabilities)
                    .hold(listening, interest, events);
        });
    }

    /** Ids that are unknown or somebody else's are not honoured. */
    private List<SealedTask> tasks(ListenFilter filter, Identity caller) {
        return filter.taskIds().stream()
                .map(id -> seals.open(id, caller.principal()))
                .flatMap(Optional::stream)
                .toList();
    }
}
