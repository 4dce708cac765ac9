package org.watchbill.auth.setup;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import org.watchbill.kit.database.Columns;

/** The set_up_links and installation tables. */
public final class SetUpLinks {

    void insert(DbTransaction transaction, String secretHash, Instant expiresAt) {
        transaction
                .createInsert("INSERT INTO set_up_links (secret_hash, expires_at) VALUES (:secretHash, :expiresAt)")
                .addParam("secretHash", secretHash)
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .execute();
    }

    boolean isAlive(DbExecute reader, String secretHash, Instant now) {
        return reader.createGet("""
                        SELECT l.secret_hash
                        FROM set_up_links l
                        JOIN installation i ON i.founded_at IS NULL
                        WHERE l.secret_hash = :secretHash AND l.expires_at > :now
                        """)
                .addParam("secretHash", secretHash)
                .addParam("now", Columns.parameter(now))
                .execute()
                .isPresent();
    }

    public void deleteExpired(DbTransaction transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM set_up_links WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    void deleteAll(DbTransaction transaction) {
        transaction.createDelete("DELETE FROM set_up_links").execute();
    }

    boolean isFounded(DbExecute reader) {
        return reader.createGet("SELECT id FROM installation WHERE founded_at IS NOT NULL")
                .execute()
                .isPresent();
    }

    /** Claims the right to found the first organisation; false when somebody did before. */
    public boolean found(DbExecute transaction, Instant now) {
        return transaction
                        .createUpdate("UPDATE installation SET founded_at = :now WHERE founded_at IS NULL")
                        .addParam("now", Columns.parameter(now))
                        .execute()
                == 1;
    }
}
