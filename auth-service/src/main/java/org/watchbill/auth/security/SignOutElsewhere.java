package org.watchbill.auth.security;

import java.util.UUID;
import org.watchbill.auth.account.User;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.session.EndSessions;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.database.Database;

/** Ends sessions of a person in other browsers, or everything that is signed in. */
public final class SignOutElsewhere {

    private final Database database;
    private final EndSessions endSessions;
    private final EndGrants endGrants;
    private final AccountEvents events;

    public SignOutElsewhere(Database database, EndSessions endSessions, EndGrants endGrants, AccountEvents events) {
        this.database = database;
        this.endSessions = endSessions;
        this.endGrants = endGrants;
        this.events = events;
    }

    /** That session, if it is the person's own; false when it has already ended. */
    boolean one(User.Id user, UUID session) {
        return database.inTransaction(transaction -> {
            boolean ended = endSessions.one(transaction, user, new Session.Id(session)) == 1;
            if (ended) {
                events.tellAllOf(
                        transaction, user, Happening.ofAccount(user, "sign_out").with("browser", "another"));
            }
            return ended;
        });
    }

    /** Every session, the one that asks too. */
    void everywhere(User.Id user) {
        database.inTransaction(transaction -> {
            endSessions.all(transaction, user);
            events.tellAllOf(
                    transaction, user, Happening.ofAccount(user, "sign_out").with("browser", "all"));
            return user;
        });
    }

    /** Every session and every connection. */
    void everywhereWithConnections(User.Id user) {
        database.inTransaction(transaction -> {
            endSessions.all(transaction, user);
            int connections = endGrants.ofUser(transaction, user);
            events.tellAllOf(
                    transaction,
                    user,
                    Happening.ofAccount(user, "sign_out")
                            .with("browser", "all")
                            .with("connections", Integer.toString(connections)));
            return user;
        });
    }
}
