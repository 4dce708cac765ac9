package org.watchbill.gateway.legacy;

import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.legacy.stream.CallStream;
import org.watchbill.gateway.legacy.stream.CallStreams;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ArrayNode;

/** What is POSTed within a session. */
public final class SessionPosts {

    private final LegacyRequests requests;
    private final ClientMessages messages;
    private final Batches batches;
    private final CallStreams streams;

    public SessionPosts(LegacyRequests requests, ClientMessages messages, Batches batches, CallStreams streams) {
        this.requests = requests;
        this.messages = messages;
        this.batches = batches;
        this.streams = streams;
    }

    Reply answer(Arrival arrival, OpenSession session, RpcMessage message) {
        return switch (message) {
            case RpcMessage.Notification notification -> {
                messages.take(session, notification);
                yield new Reply.Accepted();
            }
            case RpcMessage.Response response -> accept(session, response);
            case RpcMessage.Request request -> answer(arrival, session, request);
            case RpcMessage.Batch batch -> answer(arrival, session, batches.take(session, batch));
        };
    }

    private Reply accept(OpenSession session, RpcMessage.Response response) {
        if (messages.take(session, response)) {
            return new Reply.Accepted();
        }
        throw RpcException.unidentified(400, RpcError.INVALID_REQUEST, "No request waits for this answer");
    }

    private Reply answer(Arrival arrival, OpenSession session, RpcMessage.Request request) {
        CallStream stream = streams.create(session, request.id());
        return new Reply.Pending(notices -> given(stream, requests.answer(session, arrival, request, notices)), stream);
    }

    private Reply answer(Arrival arrival, OpenSession session, List<RpcMessage.Request> asked) {
        if (asked.isEmpty()) {
            return new Reply.Accepted();
        }
        ArrayNode ids = Json.object().putArray("ids");
        asked.forEach(request -> ids.add(request.id()));
        CallStream stream = streams.create(session, ids);
        return new Reply.Pending(notices -> given(stream, batches.answer(session, arrival, asked, notices)), stream);
    }

    private static Reply.Message given(CallStream stream, Optional<Reply.Message> answer) throws InterruptedException {
        if (answer.isEmpty()) {
            stream.giveUp();
            throw new InterruptedException("The client has cancelled");
        }
        return answer.get();
    }
}
