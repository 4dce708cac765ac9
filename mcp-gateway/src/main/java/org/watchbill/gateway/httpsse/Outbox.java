package org.watchbill.gateway.httpsse;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.watchbill.gateway.rpc.Journal;
import tools.jackson.databind.JsonNode;

/** Keeps messages for the holder of a stream, whoever that is. */
record Outbox(Consumer<JsonNode> log) implements Journal {

    @Override
    public boolean outlivesConnection() {
        return true;
    }

    @Override
    public Optional<String> opening() {
        return Optional.empty();
    }

    /** The events of this transport have no ids: a lost stream cannot be resumed. */
    @Override
    public Optional<String> record(JsonNode message) {
        log.accept(message);
        return Optional.of("");
    }

    @Override
    public Optional<Duration> longestSilence() {
        return Optional.empty();
    }
}
