package org.watchbill.auth.apitoken;

import org.watchbill.auth.account.User;
import org.watchbill.kit.database.Database;

/** Ends an API token for good. */
public final class RevokeApiToken {

    private final Database database;
    private final ApiTokens tokens;

    public RevokeApiToken(Database database, ApiTokens tokens) {
        this.database = database;
        this.tokens = tokens;
    }

    /** Does nothing when the token is not this person's or is gone already. */
    void revoke(User.Id user, ApiToken.Id token) {
        database.inTransaction(transaction -> {
            tokens.delete(transaction, token, user);
            return token;
        });
    }
}
