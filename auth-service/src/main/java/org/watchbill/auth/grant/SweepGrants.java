package org.watchbill.auth.grant;

import io.helidon.dbclient.DbExecute;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;

/**
 * Deletes what no request can use any more: codes a day after their end (until then a replay is still known as one), the
 * refresh tokens of ended grants, and ended grants after the 30 days for which pages list them.
 */
public final class SweepGrants {

    private static final Duration CODES_KEPT = Duration.ofDays(1);
    private static final Duration GRANTS_KEPT = Duration.ofDays(30);
    private static final int BATCH = 1000;

    private final Database database;
    private final InstantSource time;

    public SweepGrants(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /** Deletes at most a thousand rows of each kind in one transaction, and again while there are more. */
    public void sweep() {
        Instant now = time.instant();
        long deleted;
        do {
            deleted = database.inTransaction(transaction -> deleteBatch(transaction, now));
        } while (deleted > 0);
    }

    private static long deleteBatch(DbExecute transaction, Instant now) {
        return deleteCodes(transaction, now.minus(CODES_KEPT))
                + deleteRefreshTokens(transaction, now)
                + deleteGrants(transaction, now.minus(GRANTS_KEPT));
    }

    private static long deleteCodes(DbExecute transaction, Instant before) {
        return transaction
                .createDelete("""
                        DELETE FROM codes
                        WHERE secret_hash IN (
                          SELECT secret_hash FROM codes WHERE expires_at <= :before ORDER BY secret_hash LIMIT :batch)
                        """)
                .addParam("before", Columns.parameter(before))
                .addParam("batch", BATCH)
                .execute();
    }

    private static long deleteRefreshTokens(DbExecute transaction, Instant now) {
        return transaction
                .createDelete("""
                        DELETE FROM refresh_tokens
                        WHERE secret_hash IN (
                          SELECT r.secret_hash
                          FROM refresh_tokens r
                          JOIN grants g ON g.id = r.grant_id
                          WHERE g.revoked_at IS NOT NULL OR g.expires_at <= :now
                          ORDER BY r.secret_hash
                          LIMIT :batch)
                        """)
                .addParam("now", Columns.parameter(now))
                .addParam("batch", BATCH)
                .execute();
    }

    private static long deleteGrants(DbExecute transaction, Instant before) {
        return transaction
                .createDelete("""
                        DELETE FROM grants
                        WHERE id IN (
                          SELECT id FROM grants WHERE revoked_at <= :before OR expires_at <= :before
                          ORDER BY id
                          LIMIT :batch)
                        """)
                .addParam("before", Columns.parameter(before))
                .addParam("batch", BATCH)
                .execute();
    }
}
