package org.watchbill.gateway.httpsse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.gateway.credential.Principal;
import org.watchbill.gateway.rpc.Journal;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.seal.Seal;
import tools.jackson.databind.JsonNode;

/** The open streams as all replicas know them: their ids, the session begun on each, and what is to be sent. */
public final class Connections {

    private static final Duration LIFE = Duration.ofDays(1);
    /** How long messages wait for the stream to take them. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What the holder of a stream has to do next. */
    sealed interface Order {
        record Send(JsonNode message) implements Order {}

        /** The handshake has made a session, on which the gateway may speak unasked. */
        record Listen(String sessionId) implements Order {}
    }

    record Position(long number, List<Order> orders) {}

    private final Seal seal;
    private final SharedState shared;
    private final InstantSource time;

    public Connections(Secret key, SharedState shared, InstantSource time) {
        this.seal = new Seal(key, "watchbill events connection 1");
        this.shared = shared;
        this.time = time;
    }

    Connection open(Principal principal) {
        String key = UUID.randomUUID().toString();
        Instant end = time.instant().plus(LIFE);
        byte[] content = (end.getEpochSecond() + " " + key).getBytes(StandardCharsets.UTF_8);
        return new Connection(seal.close(content, facts(principal)), key, end);
    }

    /** Empty for an id that was altered, has expired, was closed or belongs to somebody else. */
    Optional<Connection> find(String id, Principal principal) {
        return seal.open(id, facts(principal))
                .map(content -> new String(content, StandardCharsets.UTF_8).split(" ", 2))
                .map(parts -> new Connection(id, parts[1], Instant.ofEpochSecond(Long.parseLong(parts[0]))))
                .filter(connection -> time.instant().isBefore(connection.end()))
                .filter(connection -> shared.get("closed:" + connection.key()).isEmpty());
    }

    /** No message is taken for the stream any more. */
    void close(Connection connection) {
        shared.put("closed:" + connection.key(), "", LIFE);
    }

    /** The id of the session that was begun on the stream. */
    Optional<String> session(Connection connection) {
        return shared.get("begun:" + connection.key());
    }

    void begin(Connection connection, String sessionId) {
        shared.put("begun:" + connection.key(), sessionId, LIFE);
        shared.append(log(connection), "s" + sessionId, PATIENCE);
    }

    /** Where messages for the stream go. */
    Journal outbox(Connection connection) {
        return new Outbox(message -> shared.append(log(connection), "m" + Json.text(message), PATIENCE));
    }

    /** What has come since {@code position}; waits up to {@code patience} for something. */
    Position follow(Connection connection, long position, Duration patience) throws InterruptedException {
        List<SharedState.Entry> entries = shared.read(log(connection), position, patience);
        long reached = entries.isEmpty() ? position : entries.getLast().position();
        return new Position(
                reached, entries.stream().map(entry -> order(entry.text())).toList());
    }

    private static Order order(String text) {
        String rest = text.substring(1);
        return text.startsWith("s")
                ? new Order.Listen(rest)
                : new Order.Send(Json.parse(rest.getBytes(StandardCharsets.UTF_8)));
    }

    private static String log(Connection connection) {
        return "out:" + connection.key();
    }

    private static List<String> facts(Principal principal) {
        return List.of(principal.subject(), principal.organisation(), principal.client());
    }
}
