package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.credential.Standing;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.session.SessionStates;
import org.watchbill.gateway.shared.SharedState;

/** The streams of calls, read on by clients that lost them, whoever works on the call. */
public final class ReplayedStreams {

    private final SharedState shared;
    private final SessionStates sessions;
    private final InstantSource time;
    private final Patience patience;

    /**
     * How long streams wait.
     *
     * @param keepAlive how often a stream on which nothing happens shows that it is alive
     * @param longestSilence after that much silence a client that can come again is let go
     */
    public record Patience(Duration keepAlive, Duration longestSilence) {}

    public ReplayedStreams(SharedState shared, SessionStates sessions, Patience patience, InstantSource time) {
        this.shared = shared;
        this.sessions = sessions;
        this.patience = patience;
        this.time = time;
    }

    /** The rest of a stream, to its end; empty when this session has no such stream. */
    public Optional<Reply.Conversation> resume(Arrival arrival, OpenSession session, String lastEvent) {
        Optional<EventId> from = EventId.read(lastEvent).filter(EventId::isOfCall);
        if (from.isEmpty()) {
            return Optional.empty();
        }
        StreamLog log = new StreamLog(shared, session, from.get().stream());
        Standing standing = new Standing(arrival.caller(), arrival::recheck, time);
        return log.answering()
                .map(answering -> events -> new Replay(log, from.get(), answering, session, patience)
                        .hold(events, () -> standing.isGood() && !sessions.hasEnded(session)));
    }
}
