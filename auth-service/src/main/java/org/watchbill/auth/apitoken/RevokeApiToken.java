package org.watchbill.auth.apitoken;

import io.helidon.dbclient.DbTransaction;
import org.watchbill.auth.account.User;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.kit.database.Database;

/** Ends an API token for good. */
public final class RevokeApiToken {

    private final Database database;
    private final ApiTokens tokens;
    private final AccountEvents events;

    public RevokeApiToken(Database database, ApiTokens tokens, AccountEvents events) {
        this.database = database;
        this.tokens = tokens;
        this.events = events;
    }

    /** Does nothing when the token is not this person's or is gone already. */
    void revoke(User.Id user, ApiToken.Id id) {
        database.inTransaction(transaction -> {
            tokens.lock(transaction, id, user).ifPresent(token -> revoke(transaction, user, token));
            return id;
        });
    }

    private void revoke(DbTransaction transaction, User.Id user, ApiToken token) {
        tokens.delete(transaction, token.id());
        events.tell(
                transaction,
                token.organisation(),
                Happening.by(user, "revoke_api_token", token.id().target()));
    }
}
