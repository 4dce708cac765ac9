package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.rpc.EventStream;
import org.watchbill.gateway.rpc.Reply;
import org.watchbill.gateway.session.OpenSession;
import org.watchbill.gateway.session.SessionChange;
import org.watchbill.gateway.session.SessionStates;
import org.watchbill.gateway.shared.SharedState;
import org.watchbill.gateway.shared.SharedStateException;

/** The one stream of a session on which comes what belongs to no call. The newest takes over from an older one. */
public final class SessionStreams {

    private final SessionStates sessions;
    private final Duration keepAlive;
    private final InstantSource time;

    public SessionStreams(SessionStates sessions, Duration keepAlive, InstantSource time) {
        this.sessions = sessions;
        this.keepAlive = keepAlive;
        this.time = time;
    }

    /** Whether an event came on such a stream. */
    public boolean isTheirs(String eventId) {
        return EventId.read(eventId).filter(id -> !id.isOfCall()).isPresent();
    }

    /** Lasts until a newer stream takes over, the session ends, or the credential is good no more. */
    public Reply.Conversation open(Arrival arrival, OpenSession session) {
        EventId beginning = EventId.beginningOfSession();
        long opened = sessions.announce(session, new SessionChange.StreamOpened(beginning.stream()));
        CredentialWatch credential = new CredentialWatch(arrival, time);
        return events -> hold(events, session, opened, credential);
    }

    private void hold(EventStream events, OpenSession session, long opened, CredentialWatch credential)
            throws InterruptedException {
        long position = opened;
        events.keepAlive();
        try {
            while (credential.isStillGood()) {
                List<SharedState.Entry> news = sessions.news(session, position, keepAlive);
                for (SharedState.Entry entry : news) {
                    position = entry.position();
                    if (!(SessionChange.of(entry.text()) instanceof SessionChange.SubscriptionsChanged)) {
                        return;
                    }
                }
                events.keepAlive();
            }
        } catch (SharedStateException e) {
            // The client may come again.
            return;
        }
    }
}
