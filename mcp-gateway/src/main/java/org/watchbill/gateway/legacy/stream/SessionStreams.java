package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.time.InstantSource;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.credential.Standing;
import org.watchbill.gateway.listen.Listening;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.session.SessionChange;
import org.watchbill.gateway.session.SessionStates;

/** The one stream of a session on which comes what belongs to no call. The newest takes over from an older one. */
public final class SessionStreams {

    private final SessionStates sessions;
    private final Listening listening;
    private final Duration keepAlive;
    private final InstantSource time;

    public SessionStreams(SessionStates sessions, Listening listening, Duration keepAlive, InstantSource time) {
        this.sessions = sessions;
        this.listening = listening;
        this.keepAlive = keepAlive;
        this.time = time;
    }

    /** Whether an event came on such a stream. */
    public boolean isTheirs(String eventId) {
        return EventId.read(eventId).filter(id -> !id.isOfCall()).isPresent();
    }

    /**
     * Lasts until a newer stream takes over, the session ends, or the credential is good no more.
     *
     * @param resumed whether the client has lost an earlier one and may have missed something
     */
    public Reply.Conversation open(Arrival arrival, OpenSession session, boolean resumed) {
        EventId beginning = EventId.beginningOfSession();
        Reply.Conversation listener = listener(arrival, session, beginning, resumed);
        return events -> {
            if (session.revision().hasResumption()) {
                events.opening(beginning.text());
            } else {
                events.keepAlive();
            }
            listener.hold(events);
        };
    }

    /** The same on a stream that has begun already, and cannot be resumed. */
    public Reply.Conversation listen(Arrival arrival, OpenSession session) {
        return listener(arrival, session, EventId.beginningOfSession(), false);
    }

    private Reply.Conversation listener(Arrival arrival, OpenSession session, EventId beginning, boolean resumed) {
        long opened = sessions.announce(session, new SessionChange.StreamOpened(beginning.stream()));
        Standing standing = new Standing(arrival.caller(), arrival::recheck, time);
        return events -> {
            SessionStream stream = new SessionStream(events, beginning, session.revision(), keepAlive);
            new SessionListener(sessions, session, stream).hold(listening, standing, opened, resumed);
        };
    }
}
