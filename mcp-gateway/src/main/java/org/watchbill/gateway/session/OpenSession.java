package org.watchbill.gateway.session;

import java.time.Instant;

/**
 * A session that has not ended.
 *
 * @param key stands for its id where replicas share things; the id itself, which opens the session, is never stored
 */
public record OpenSession(String key, Session session) {

    public Revision revision() {
        return session.revision();
    }

    Instant end() {
        return session.issuedAt().plus(Sessions.LIFE);
    }
}
