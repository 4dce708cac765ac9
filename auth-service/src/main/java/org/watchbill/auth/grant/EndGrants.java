package org.watchbill.auth.grant;

import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;

/**
 * Ends connections in the caller's transaction. From its commit on no code, refresh token or access token of theirs is
 * accepted here; other services notice within 60 s.
 */
public final class EndGrants {

    private final Grants grants;
    private final InstantSource time;

    public EndGrants(Grants grants, InstantSource time) {
        this.grants = grants;
        this.time = time;
    }

    /** All connections of a person, in whatever organisation; returns how many lived. */
    public int ofUser(DbTransaction transaction, User.Id user) {
        return grants.revoke(transaction, grants.lockAlive(transaction, user), time.instant());
    }

    /** All connections of a person in one organisation; returns how many lived. */
    public int ofMembership(DbTransaction transaction, Organisation.Id organisation, User.Id user) {
        return grants.revoke(transaction, grants.lockAlive(transaction, organisation, user), time.instant());
    }

    /** All connections of a client in one organisation, whoever approved them; returns how many lived. */
    public int ofClient(DbTransaction transaction, Organisation.Id organisation, String clientId) {
        return grants.revoke(transaction, grants.lockAlive(transaction, organisation, clientId), time.instant());
    }

    /** One connection of this very person; false when there is none that lives. */
    public boolean one(DbTransaction transaction, User.Id user, Grant.Id id) {
        return grants.isOf(transaction, user, id) && one(transaction, id);
    }

    /** One connection in this very organisation; false when there is none that lives. */
    public boolean one(DbTransaction transaction, Organisation.Id organisation, Grant.Id id) {
        return grants.isIn(transaction, organisation, id) && one(transaction, id);
    }

    /** One connection, whosesoever it is; false when it does not live. */
    public boolean one(DbTransaction transaction, Grant.Id id) {
        return grants.revoke(transaction, id, time.instant());
    }
}
