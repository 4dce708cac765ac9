package org.watchbill.gateway.legacy.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.JsonNode;

/** What replicas share of one call's stream: its events, whom it answers, and that somebody works on it. */
final class StreamLog {

    /** How long a client may take to come back after the last event. */
    private static final Duration REPLAY = Duration.ofMinutes(10);

    private static final Duration LONGEST_CALL = Duration.ofHours(2);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final String NO_ANSWER = "";

    private final SharedState shared;
    private final String name;

    /** The session is part of the name, so that no other session reads the events. */
    StreamLog(SharedState shared, OpenSession session, String stream) {
        this.shared = shared;
        this.name = session.key() + ":" + stream;
    }

    /** {@code answering}: the ids of the requests that the stream answers. */
    void begin(JsonNode answering) {
        shared.put("stream:" + name, Json.text(answering), LONGEST_CALL);
        renewLease();
    }

    void renewLease() {
        shared.put("lease:" + name, "", LEASE);
    }

    boolean isLeased() {
        return shared.get("lease:" + name).isPresent();
    }

    /** The ids of the requests that the stream answers; empty for a stream that nobody remembers. */
    Optional<JsonNode> answering() {
        return shared.get("stream:" + name).map(StreamLog::parsed);
    }

    long append(JsonNode message) {
        return shared.append("events:" + name, Json.text(message), REPLAY);
    }

    /** From now on the stream is remembered for as long as its events are. */
    void end(JsonNode answering) {
        shared.put("stream:" + name, Json.text(answering), REPLAY);
    }

    /** The call was given up: there will be no answer. */
    void close() {
        shared.append("events:" + name, NO_ANSWER, REPLAY);
    }

    List<SharedState.Entry> read(long position, Duration patience) throws InterruptedException {
        return shared.read("events:" + name, position, patience);
    }

    /** The message of an entry; empty for the end without an answer. */
    static Optional<JsonNode> message(SharedState.Entry entry) {
        return entry.text().equals(NO_ANSWER) ? Optional.empty() : Optional.of(parsed(entry.text()));
    }

    /** Whether a stream ends with this message. */
    static boolean isAnswer(JsonNode message) {
        return message.isArray() || !message.has("method");
    }

    private static JsonNode parsed(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
