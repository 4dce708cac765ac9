package org.watchbill.gateway.door;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.watchbill.gateway.door.PendingAnswer.Step;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.Journal;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.rpc.RpcError;
import org.watchbill.kit.http.Exchange;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.run.EventLog;
import tools.jackson.databind.JsonNode;

/** Writes replies to the wire. */
public final class Replies {

    private static final EventLog LOG = EventLog.named(Replies.class.getName());
    /** An answer that takes longer becomes a stream, which tells whether the client is still there. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Duration keepAlive;

    /** {@code keepAlive}: how often a stream on which nothing happens shows that it is alive. */
    public Replies(Duration keepAlive) {
        this.keepAlive = keepAlive;
    }

    public void send(ServerRequest request, ServerResponse response, Reply reply) {
        switch (reply) {
            case Reply.Message message -> single(response, message);
            case Reply.Accepted accepted -> response.status(Status.ACCEPTED_202).send();
            case Reply.Stream stream -> stream(request, response, stream.conversation());
            case Reply.Pending pending -> pending(request, response, pending);
        }
    }

    private static void single(ServerResponse response, Reply.Message message) {
        message.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.status(Status.create(message.status()))
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .send(Json.bytes(message.body()));
    }

    private static void stream(ServerRequest request, ServerResponse response, Reply.Conversation conversation) {
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, "text/event-stream")
                .header(HeaderNames.create("X-Accel-Buffering"), "no");
        try (OutputStream out = Exchange.of(request).openStream(response)) {
            conversation.hold(new EventStream(out));
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("The client has gone", e);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("The server stops", e);
        }
    }

    private void pending(ServerRequest request, ServerResponse response, Reply.Pending pending) {
        PendingAnswer answer = new PendingAnswer(pending.work());
        try {
            Optional<Step> first = answer.next(SOON);
            if (first.isPresent() && first.get() instanceof Step.Done(Reply.Message message)) {
                single(response, message);
            } else if (first.isPresent() && first.get() instanceof Step.Broken(RuntimeException reason)) {
                throw reason;
            } else {
                stream(request, response, events -> converse(answer, first, pending.journal(), events));
            }
        } catch (InterruptedException e) {
            answer.giveUp();
            throw new CloseConnectionException("The request took too long or the server stops", e);
        }
    }

    private void converse(PendingAnswer answer, Optional<Step> first, Journal journal, EventStream events)
            throws InterruptedException {
        Client client = new Client(events, journal);
        try {
            journal.opening().ifPresent(client::greet);
            Optional<Step> step = first;
            while (step.isEmpty() || !client.take(step.get())) {
                step = next(answer);
                if (step.isEmpty()) {
                    client.keepAlive();
                }
            }
        } catch (UncheckedIOException | InterruptedException e) {
            answer.giveUp();
            throw e;
        }
    }

    /** When the server stops, the work is told and gets a moment to come to its end. */
    private Optional<Step> next(PendingAnswer answer) throws InterruptedException {
        try {
            return answer.next(keepAlive);
        } catch (InterruptedException e) {
            answer.giveUp();
            Optional<Step> last = answer.next(FAREWELL);
            if (last.isEmpty()) {
                throw e;
            }
            return last;
        }
    }

    /** The reading side of a pending answer, which may go before the answer is there. */
    private static final class Client {

        private final EventStream events;
        private final Journal journal;
        private boolean gone;

        Client(EventStream events, Journal journal) {
            this.events = events;
            this.journal = journal;
        }

        void greet(String id) {
            write(() -> events.empty(id));
        }

        void keepAlive() {
            write(events::keepAlive);
        }

        /** True when that was the last step. */
        boolean take(Step step) {
            switch (step) {
                case Step.Notice(JsonNode message) -> tell(message);
                case Step.Done(Reply.Message message) -> tell(message.body());
                case Step.Broken(RuntimeException reason) -> {
                    LOG.error("call failed on its stream", reason);
                    tell(Reply.errorMessage(
                            Optional.empty(), RpcError.of(RpcError.INTERNAL, "The call failed inside the gateway")));
                }
            }
            return !(step instanceof Step.Notice);
        }

        private void tell(JsonNode message) {
            Optional<String> id = journal.record(message);
            write(() -> events.message(message, id));
        }

        private void write(Runnable writing) {
            if (gone) {
                return;
            }
            try {
                writing.run();
            } catch (UncheckedIOException e) {
                if (!journal.outlivesConnection()) {
                    throw e;
                }
                gone = true;
            }
        }
    }
}
