package org.watchbill.auth.connection;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.grant.Grant;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.database.Database;

/** Ends a connection of the person who approved it. */
public final class RevokeConnection {

    private final Database database;
    private final Connections connections;
    private final EndGrants endGrants;
    private final AccountEvents events;

    public RevokeConnection(Database database, Connections connections, EndGrants endGrants, AccountEvents events) {
        this.database = database;
        this.connections = connections;
        this.endGrants = endGrants;
        this.events = events;
    }

    /** Does nothing when the connection is not this person's or has ended already. */
    void revoke(User.Id user, Grant.Id id) {
        database.inTransaction(transaction -> {
            find(transaction, user, id)
                    .filter(connection -> endGrants.one(transaction, user, id))
                    .ifPresent(connection -> tell(transaction, connection));
            return id;
        });
    }

    private Optional<Connection> find(DbTransaction transaction, User.Id user, Grant.Id id) {
        return connections.of(transaction, user).stream()
                .filter(connection -> connection.id().equals(id))
                .findFirst();
    }

    private void tell(DbTransaction transaction, Connection connection) {
        events.tell(
                transaction,
                connection.organisation().id(),
                Happening.by(
                        connection.holder().id(),
                        "revoke_connection",
                        new Change.Target("connection", connection.id().toString())));
    }
}
