package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.watchbill.gateway.legacy.projection.Projection;
import org.watchbill.gateway.listen.Mailbox;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.session.Revision;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Writes what arrives for a session to its stream, one after the other, until it is told that it is over. */
final class SessionStream implements Consumer<ObjectNode> {

    private final EventStream events;
    private final EventId beginning;
    private final Revision revision;
    private final Duration keepAlive;
    private final Mailbox mailbox = new Mailbox();
    private volatile boolean over;

    SessionStream(EventStream events, EventId beginning, Revision revision, Duration keepAlive) {
        this.events = events;
        this.beginning = beginning;
        this.revision = revision;
        this.keepAlive = keepAlive;
    }

    @Override
    public void accept(ObjectNode notification) {
        mailbox.accept(notification);
    }

    void end() {
        over = true;
        // Whoever waits for the next notification wakes up.
        mailbox.accept(Json.object());
    }

    void write(BooleanSupplier allowed) throws InterruptedException {
        Projection projection = Projection.to(revision);
        long position = 0;
        while (!over && allowed.getAsBoolean()) {
            Optional<ObjectNode> next = mailbox.next(keepAlive);
            if (next.isEmpty()) {
                events.keepAlive();
            } else if (!over) {
                position++;
                events.message(
                        projection.notification(next.get()),
                        Optional.of(beginning.at(position).text()));
            }
        }
    }
}
