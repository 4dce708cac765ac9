package org.watchbill.kit.audit;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.watchbill.kit.http.BackendClient;
import org.watchbill.kit.http.BackendClient.Answer;
import org.watchbill.kit.json.Json;

/** audit-service as the sender sees it: {@code POST /events} on its internal socket. */
final class EventReceiver implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(EventReceiver.class.getName());
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    /** Statuses that blame what was sent, so sending again is in vain: malformed, taken, too large, unprocessable. */
    private static final Set<Integer> BLAMES_THE_EVENTS = Set.of(400, 409, 413, 422);

    private static final int OK = 200;

    private record Receipt(UUID eventId, long index) {}

    private record Receipts(List<Receipt> receipts) {}

    private final BackendClient client;
    private final Supplier<String> token;

    EventReceiver(URI auditService, Supplier<String> token) {
        this.client = BackendClient.of(auditService, READ_TIMEOUT);
        this.token = token;
    }

    /** Sends {@code events}; halves a batch that is refused until the events at fault stand alone. */
    Delivered deliver(List<WaitingEvent> events) {
        Answer answer = client.post("/events", headers(), body(events));
        if (answer.status() == OK) {
            return accepted(events, Json.read(answer.body(), Receipts.class));
        }
        if (!BLAMES_THE_EVENTS.contains(answer.status())) {
            throw new DeliveryException("audit-service answered " + answer.status());
        }
        if (events.size() == 1) {
            return refused(events, answer.status());
        }
        int half = events.size() / 2;
        return deliver(events.subList(0, half)).and(deliver(events.subList(half, events.size())));
    }

    @Override
    public void close() {
        client.close();
    }

    private Map<String, String> headers() {
        return Map.of("authorization", "Bearer " + token.get(), "content-type", "application/json");
    }

    /** Every event as it was stored, so that it arrives as it was written. */
    private static byte[] body(List<WaitingEvent> events) {
        return events.stream()
                .map(WaitingEvent::json)
                .collect(joining(",", "{\"events\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Delivered accepted(List<WaitingEvent> events, Receipts answer) {
        Set<UUID> receipts = answer.receipts().stream().map(Receipt::eventId).collect(toSet());
        if (!events.stream().map(WaitingEvent::eventId).allMatch(receipts::contains)) {
            throw new DeliveryException("audit-service gave no receipt for an event");
        }
        return new Delivered(events, List.of());
    }

    private static Delivered refused(List<WaitingEvent> events, int status) {
        LOGGER.log(
                System.Logger.Level.ERROR,
                "audit-service cannot accept an event, it stays in the outbox: event={0} status={1}",
                events.getFirst().eventId(),
                Integer.toString(status));
        return new Delivered(List.of(), events);
    }
}
