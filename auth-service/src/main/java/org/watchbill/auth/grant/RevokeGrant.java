package org.watchbill.auth.grant;

import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.audit.Outcome;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.json.Json;

/** Ends a connection because its client gives back one of its tokens. */
public final class RevokeGrant {

    /** What became of it. */
    public enum Decision {
        REVOKED,
        /** There is no such connection, or it has ended before. */
        NOTHING,
        /** It is another client's, and lives on. */
        FOREIGN
    }

    private final Database database;
    private final Grants grants;
    private final RefreshTokens refreshTokens;
    private final AccountEvents events;
    private final InstantSource time;

    public RevokeGrant(
            Database database, Grants grants, RefreshTokens refreshTokens, AccountEvents events, InstantSource time) {
        this.database = database;
        this.grants = grants;
        this.refreshTokens = refreshTokens;
        this.events = events;
        this.time = time;
    }

    /** By any refresh token of its chain. */
    public Decision byRefreshToken(String refreshToken, String clientId) {
        return database.inTransaction(transaction -> refreshTokens
                .find(transaction, SecretHash.of(refreshToken))
                .map(row -> revoke(transaction, row.grant(), clientId))
                .orElse(Decision.NOTHING));
    }

    public Decision byId(Grant.Id id, String clientId) {
        return database.inTransaction(transaction -> revoke(transaction, id, clientId));
    }

    private Decision revoke(DbTransaction transaction, Grant.Id id, String clientId) {
        grants.lock(transaction, id);
        Optional<Grant> alive = grants.alive(transaction, id, time.instant());
        if (alive.isEmpty()) {
            return Decision.NOTHING;
        }
        Grant grant = alive.get();
        if (!grant.clientId().equals(clientId)) {
            return Decision.FOREIGN;
        }
        grants.revoke(transaction, id, time.instant());
        events.tell(transaction, grant.organisation(), revoked(grant));
        return Decision.REVOKED;
    }

    private static Happening revoked(Grant grant) {
        return new Happening(
                "revoke_connection",
                new Actor(
                        grant.user().toString(),
                        Actor.Type.API,
                        grant.clientId(),
                        grant.id().toString()),
                new Change.Target("connection", grant.id().toString()),
                Outcome.SUCCESS,
                Optional.empty(),
                Json.object());
    }
}
