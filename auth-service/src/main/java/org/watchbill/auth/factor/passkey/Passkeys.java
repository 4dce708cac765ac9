package org.watchbill.auth.factor.passkey;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;

/** The passkeys table, and the challenges that were answered. */
public final class Passkeys {

    /** What a passkey is checked by. */
    record Credential(Passkey passkey, String credential, long signCount, boolean backupEligible) {}

    void insert(DbExecute transaction, Credential added) {
        transaction
                .createInsert("""
                        INSERT INTO passkeys
                          (id, user_id, credential_id, credential, name, sign_count, backup_eligible, created_at)
                        VALUES
                          (CAST(:id AS uuid), CAST(:user AS uuid), :credentialId, :credential, :name, :signCount,
                           :backupEligible, :createdAt)
                        """)
                .addParam("id", added.passkey().id().toString())
                .addParam("user", added.passkey().user().toString())
                .addParam("credentialId", added.passkey().credentialId())
                .addParam("credential", added.credential())
                .addParam("name", added.passkey().name())
                .addParam("signCount", added.signCount())
                .addParam("backupEligible", added.backupEligible())
                .addParam("createdAt", Columns.parameter(added.passkey().times().createdAt()))
                .execute();
    }

    public List<Passkey> of(DbExecute reader, User.Id user) {
        return Rows.list(reader.createQuery("""
                        SELECT id, user_id, credential_id, name, created_at, last_used_at
                        FROM passkeys
                        WHERE user_id = CAST(:user AS uuid)
                        ORDER BY created_at, id
                        """).addParam("user", user.toString()), Passkeys::passkey);
    }

    Optional<Credential> withCredentialId(DbExecute reader, String credentialId) {
        return reader.createGet("""
                        SELECT id, user_id, credential_id, name, created_at, last_used_at, credential, sign_count,
                          backup_eligible
                        FROM passkeys
                        WHERE credential_id = :credentialId
                        """)
                .addParam("credentialId", credentialId)
                .execute()
                .map(row -> new Credential(
                        passkey(row),
                        Columns.text(row, "credential"),
                        Columns.number(row, "sign_count"),
                        Columns.flag(row, "backup_eligible")));
    }

    /** Keeps the new count; false when the passkey is gone or was used meanwhile, perhaps by its clone. */
    boolean use(DbExecute transaction, Credential used, long signCount, Instant now) {
        return transaction
                        .createUpdate("""
                                UPDATE passkeys
                                SET sign_count = :signCount, last_used_at = :now
                                WHERE id = CAST(:id AS uuid) AND sign_count = :before
                                """)
                        .addParam("signCount", signCount)
                        .addParam("now", Columns.parameter(now))
                        .addParam("id", used.passkey().id().toString())
                        .addParam("before", used.signCount())
                        .execute()
                == 1;
    }

    public boolean delete(DbExecute transaction, User.Id user, Passkey.Id id) {
        return transaction
                        .createDelete(
                                "DELETE FROM passkeys WHERE id = CAST(:id AS uuid) AND user_id = CAST(:user AS uuid)")
                        .addParam("id", id.toString())
                        .addParam("user", user.toString())
                        .execute()
                == 1;
    }

    /** Remembers a challenge until it would have ended by itself; a second time it is a duplicate and fails. */
    void useChallenge(DbExecute transaction, String challengeHash, Instant expiresAt, Instant now) {
        deleteExpiredChallenges(transaction, now);
        transaction
                .createInsert("INSERT INTO used_challenges (challenge_hash, expires_at) VALUES (:hash, :expiresAt)")
                .addParam("hash", challengeHash)
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .execute();
    }

    public void deleteExpiredChallenges(DbExecute transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM used_challenges WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    public long deleteAll(DbExecute transaction, User.Id user) {
        return transaction
                .createDelete("DELETE FROM passkeys WHERE user_id = CAST(:user AS uuid)")
                .addParam("user", user.toString())
                .execute();
    }

    private static Passkey passkey(DbRow row) {
        return new Passkey(
                new Passkey.Id(Columns.uuid(row, "id")),
                new User.Id(Columns.uuid(row, "user_id")),
                Columns.text(row, "credential_id"),
                Columns.text(row, "name"),
                new Passkey.Times(Columns.instant(row, "created_at"), Columns.optionalInstant(row, "last_used_at")));
    }
}
