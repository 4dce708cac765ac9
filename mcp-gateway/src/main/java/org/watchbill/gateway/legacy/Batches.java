package org.watchbill.gateway.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.rpc.Notices;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.gateway.rpc.RpcException;
import org.watchbill.gateway.rpc.RpcMessage;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ArrayNode;

/** The messages of one batch: requests are worked on at once, and answered together. */
public final class Batches {

    private final LegacyRequests requests;
    private final ClientMessages messages;

    public Batches(LegacyRequests requests, ClientMessages messages) {
        this.requests = requests;
        this.messages = messages;
    }

    /** The requests of the batch, after what needs no answer has been taken. */
    List<RpcMessage.Request> take(OpenSession session, RpcMessage.Batch batch) {
        if (!session.revision().hasBatches()) {
            throw invalid("Batches are part of revision 2025-03-26 alone");
        }
        if (batch.messages().stream().anyMatch(Batches::isHandshake)) {
            throw invalid("initialize is never part of a batch");
        }
        List<RpcMessage.Request> asked = new ArrayList<>();
        for (RpcMessage message : batch.messages()) {
            switch (message) {
                case RpcMessage.Request request -> asked.add(request);
                case RpcMessage.Notification notification -> messages.take(session, notification);
                case RpcMessage.Response response -> messages.take(session, response);
                case RpcMessage.Batch nested -> throw invalid("A batch holds no batch");
            }
        }
        return asked;
    }

    /** The answers in the order of the requests, without those of cancelled ones; empty when there are none. */
    Optional<Reply.Message> answer(OpenSession session, Arrival arrival, List<RpcMessage.Request> asked, Notices client)
            throws InterruptedException {
        Notices inTurn = inTurn(client);
        ArrayNode answers = Json.object().putArray("answers");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Reply.Message>>> futures = asked.stream()
                    .map(request -> threads.submit(() -> requests.answer(session, arrival, request, inTurn)))
                    .toList();
            try {
                for (Future<Optional<Reply.Message>> future : futures) {
                    future.get().ifPresent(answer -> answers.add(answer.body()));
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("An answer is made of every failure", e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
        return answers.isEmpty() ? Optional.empty() : Optional.of(Reply.ok(answers));
    }

    /** Messages are numbered in the order in which they go out. */
    private static Notices inTurn(Notices client) {
        ReentrantLock turn = new ReentrantLock();
        return message -> {
            turn.lockInterruptibly();
            try {
                client.send(message);
            } finally {
                turn.unlock();
            }
        };
    }

    private static boolean isHandshake(RpcMessage message) {
        return message instanceof RpcMessage.Invocation invocation
                && invocation.method().equals(Handshake.METHOD);
    }

    private static RpcException invalid(String text) {
        return RpcException.unidentified(400, RpcError.INVALID_REQUEST, text);
    }
}
