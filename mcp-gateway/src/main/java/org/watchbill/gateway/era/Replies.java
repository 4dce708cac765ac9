package org.watchbill.gateway.era;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.kit.http.Exchange;
import org.watchbill.kit.json.Json;

/** Writes replies to the wire. */
final class Replies {

    private Replies() {}

    static void send(ServerRequest request, ServerResponse response, Reply reply) {
        switch (reply) {
            case Reply.Message message -> {
                message.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
                response.status(Status.create(message.status()))
                        .header(HeaderValues.CONTENT_TYPE_JSON)
                        .send(Json.bytes(message.body()));
            }
            case Reply.Accepted accepted -> response.status(Status.ACCEPTED_202).send();
            case Reply.Stream stream -> stream(request, response, stream.conversation());
        }
    }

    private static void stream(ServerRequest request, ServerResponse response, Reply.Conversation conversation) {
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, "text/event-stream")
                .header(HeaderNames.create("X-Accel-Buffering"), "no");
        try (OutputStream out = Exchange.of(request).openStream(response)) {
            conversation.hold(new EventStream(out));
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("The client has gone", e);
        }
    }
}
