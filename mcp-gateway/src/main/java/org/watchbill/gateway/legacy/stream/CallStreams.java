package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.shared.SharedState;
import tools.jackson.databind.JsonNode;

/** The streams of the calls that this process works on. */
public final class CallStreams {

    private final SharedState shared;
    private final Duration longestSilence;
    private final Set<CallStream> running = ConcurrentHashMap.newKeySet();

    /** {@code longestSilence}: after that much silence a client that can come again is let go. */
    public CallStreams(SharedState shared, Duration longestSilence) {
        this.shared = shared;
        this.longestSilence = longestSilence;
    }

    /** A stream that may come into being and answers the requests with these ids. */
    public CallStream create(OpenSession session, JsonNode answering) {
        EventId beginning = EventId.beginningOfCall();
        StreamLog log = new StreamLog(shared, session, beginning.stream());
        return new CallStream(this, log, beginning, session.revision(), answering);
    }

    Duration longestSilence() {
        return longestSilence;
    }

    void begun(CallStream stream) {
        running.add(stream);
    }

    void ended(CallStream stream) {
        running.remove(stream);
    }

    void renewLeases() {
        running.forEach(CallStream::renewLease);
    }
}
