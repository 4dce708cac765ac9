package org.watchbill.auth.apitoken;

import java.util.List;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.kit.database.Database;

/** Finds a person's API tokens and the organisations in which the person can have some. */
public final class FindApiTokens {

    /** The newest token first, memberships in the order in which they are shown. */
    record Found(List<ApiToken> tokens, List<Membership> memberships) {

        Found {
            tokens = List.copyOf(tokens);
            memberships = List.copyOf(memberships);
        }
    }

    private final Database database;
    private final ApiTokens tokens;
    private final Memberships memberships;

    public FindApiTokens(Database database, ApiTokens tokens, Memberships memberships) {
        this.database = database;
        this.tokens = tokens;
        this.memberships = memberships;
    }

    Found find(User.Id user) {
        return database.read(reader -> new Found(tokens.of(reader, user), memberships.of(reader, user)));
    }
}
