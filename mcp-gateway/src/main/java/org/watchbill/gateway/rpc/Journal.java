package org.watchbill.gateway.rpc;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Keeps the events of one stream for a client that lost its connection and comes back. */
public interface Journal {

    /** Nothing is kept: when the client goes, its request is given up. */
    Journal NONE = new Journal() {
        @Override
        public boolean outlivesConnection() {
            return false;
        }

        @Override
        public Optional<String> opening() {
            return Optional.empty();
        }

        @Override
        public Optional<String> record(JsonNode message) {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> longestSilence() {
            return Optional.empty();
        }
    };

    /** Whether the work goes on, and is recorded, when the client has gone. */
    boolean outlivesConnection();

    /** The id of an event without content with which the stream begins, so that a client can come back from the start. */
    Optional<String> opening();

    /** Keeps a message before it is sent; the id of its event. */
    Optional<String> record(JsonNode message);

    /** After how much silence the connection is given back to the client, which comes again for what it missed. */
    Optional<Duration> longestSilence();
}
