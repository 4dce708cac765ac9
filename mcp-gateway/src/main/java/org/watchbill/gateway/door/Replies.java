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
import org.watchbill.kit.http.Exchange;
import org.watchbill.kit.json.Json;

/** Writes replies to the wire. */
public final class Replies {

    /** An answer that takes longer becomes a stream, which tells whether the client is still there. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Duration keepAlive;

    /** {@code keepAlive}: how often a stream on which nothing happens shows that it is alive. */
    public Replies(Duration keepAlive) {
        this.keepAlive = keepAlive;
    }

    public void send(ServerRequest request, ServerResponse response, Reply reply) {
        switch (reply) {
            case Reply.Message message -> single(response, message);
            case Reply.Accepted accepted -> response.status(Status.ACCEPTED_202).send();
            case Reply.NoContent done -> response.status(Status.NO_CONTENT_204).send();
            case Reply.Stream stream -> stream(request, response, stream.conversation());
            case Reply.Pending pending -> pending(request, response, pending);
        }
    }

    /**
     * For the transport whose answers come on a stream of their own: messages go into {@code elsewhere}, and back goes 202 or
     * a refusal.
     */
    public void sendElsewhere(ServerResponse response, Reply reply, Journal elsewhere) {
        switch (reply) {
            case Reply.Message message -> refusedOrElsewhere(response, message, elsewhere);
            case Reply.Pending pending -> pendingElsewhere(response, new Reply.Pending(pending.work(), elsewhere));
            case Reply.Accepted accepted -> accepted(response);
            case Reply.NoContent done -> accepted(response);
            case Reply.Stream stream -> throw new IllegalStateException("A stream is no answer to a message");
        }
    }

    private static void refusedOrElsewhere(ServerResponse response, Reply.Message message, Journal elsewhere) {
        if (message.status() >= 400) {
            single(response, message);
        } else {
            elsewhere.record(message.body());
            accepted(response);
        }
    }

    private static void pendingElsewhere(ServerResponse response, Reply.Pending pending) {
        PendingAnswer answer = new PendingAnswer(pending);
        try {
            Optional<Step> first = answer.next(SOON);
            if (first.isEmpty() && !answer.becomesStream()) {
                first = Optional.of(answer.last());
            }
            if (first.isPresent()
                    && first.get() instanceof Step.Done(Reply.Message message, Optional<String> id)
                    && id.isEmpty()) {
                refusedOrElsewhere(response, message, pending.journal());
            } else if (first.isPresent() && first.get() instanceof Step.Broken(RuntimeException reason)) {
                throw reason;
            } else {
                answer.leaveAlone();
                accepted(response);
            }
        } catch (InterruptedException e) {
            answer.giveUp();
            throw new CloseConnectionException("The request took too long or the server stops", e);
        }
    }

    private static void accepted(ServerResponse response) {
        response.status(Status.ACCEPTED_202).send("Accepted");
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
        PendingAnswer answer = new PendingAnswer(pending);
        try {
            Optional<Step> first = answer.next(SOON);
            if (first.isEmpty() && !answer.becomesStream()) {
                first = Optional.of(answer.last());
            }
            Optional<Step> start = first;
            if (first.isPresent() && first.get() instanceof Step.Done(Reply.Message message, Optional<String> id)) {
                single(response, message);
            } else if (first.isPresent() && first.get() instanceof Step.Broken(RuntimeException reason)) {
                throw reason;
            } else {
                stream(
                        request,
                        response,
                        events -> new AnswerStream(answer, pending.journal(), events, keepAlive).hold(start));
            }
        } catch (InterruptedException e) {
            answer.giveUp();
            throw new CloseConnectionException("The request took too long or the server stops", e);
        }
    }
}
