package org.watchbill.auth.session;

import io.helidon.dbclient.DbExecute;
import org.watchbill.auth.account.User;

/** Ends the browser sessions of a person in the caller's transaction; each method says how many there were. */
public final class EndSessions {

    private final Sessions sessions;

    public EndSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    public long all(DbExecute transaction, User.Id user) {
        return sessions.deleteOf(transaction, user);
    }

    /** All but {@code kept}, which is the browser that asked for it. */
    public long others(DbExecute transaction, Session kept) {
        return sessions.deleteOthers(transaction, kept.user().id(), kept.id());
    }

    /** That one, if it is the person's own. */
    public long one(DbExecute transaction, User.Id user, Session.Id id) {
        return sessions.deleteOne(transaction, user, id);
    }
}
