package org.watchbill.kit.mail;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.seal.Seal;

/** The table {@code mail}. */
final class StoredMails {

    /** Longer than the slowest attempt, so that a mail has one sender at a time. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private final Seal seal;

    StoredMails(Secret secret) {
        this.seal = new Seal(secret, "mail");
    }

    void insert(DbTransaction transaction, UUID id, Mail mail, Instant now) {
        byte[] content = Json.text(mail).getBytes(StandardCharsets.UTF_8);
        transaction
                .createInsert("""
                        INSERT INTO mail (id, sealed, due_at, created_at)
                        VALUES (CAST(:id AS uuid), :sealed, :now, :now)
                        """)
                .addParam("id", id.toString())
                .addParam("sealed", seal.close(content, facts(id)))
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    /** Takes the mail that is due for the longest time and that nobody else takes, for the length of a lease. */
    Optional<StoredMail> claim(DbTransaction transaction, Instant now) {
        Optional<StoredMail> found =
                Rows.first(transaction.createGet("""
                                SELECT id, sealed, attempts, created_at FROM mail
                                WHERE due_at <= :now
                                ORDER BY due_at, id
                                LIMIT 1
                                FOR UPDATE SKIP LOCKED
                                """).addParam("now", Columns.parameter(now)), this::stored);
        found.ifPresent(mail -> transaction
                .createUpdate("""
                        UPDATE mail SET due_at = :until, attempts = attempts + 1 WHERE id = CAST(:id AS uuid)
                        """)
                .addParam("until", Columns.parameter(now.plus(LEASE)))
                .addParam("id", mail.id().toString())
                .execute());
        return found;
    }

    void delete(DbTransaction transaction, StoredMail mail) {
        transaction
                .createDelete("DELETE FROM mail WHERE id = CAST(:id AS uuid) AND attempts = :attempts")
                .addParam("id", mail.id().toString())
                .addParam("attempts", mail.attempts())
                .execute();
    }

    void postpone(DbTransaction transaction, StoredMail mail, Instant dueAt) {
        transaction
                .createUpdate("""
                        UPDATE mail SET due_at = :dueAt WHERE id = CAST(:id AS uuid) AND attempts = :attempts
                        """)
                .addParam("dueAt", Columns.parameter(dueAt))
                .addParam("id", mail.id().toString())
                .addParam("attempts", mail.attempts())
                .execute();
    }

    void giveUp(DbTransaction transaction, StoredMail mail, int reply) {
        transaction
                .createUpdate("""
                        UPDATE mail SET due_at = NULL, reply = :reply
                        WHERE id = CAST(:id AS uuid) AND attempts = :attempts
                        """)
                .addParam("reply", reply)
                .addParam("id", mail.id().toString())
                .addParam("attempts", mail.attempts())
                .execute();
    }

    void deleteGivenUp(DbTransaction transaction, Instant before) {
        transaction
                .createDelete("DELETE FROM mail WHERE due_at IS NULL AND created_at < :before")
                .addParam("before", Columns.parameter(before))
                .execute();
    }

    long countWaiting(DbExecute reader) {
        return count(reader, "SELECT COUNT(*) AS mails FROM mail WHERE due_at IS NOT NULL");
    }

    long countGivenUp(DbExecute reader) {
        return count(reader, "SELECT COUNT(*) AS mails FROM mail WHERE due_at IS NULL");
    }

    private static long count(DbExecute reader, String sql) {
        return Rows.first(reader.createGet(sql), row -> Columns.number(row, "mails"))
                .orElseThrow();
    }

    private StoredMail stored(DbRow row) {
        UUID id = Columns.uuid(row, "id");
        return new StoredMail(
                id,
                seal.open(Columns.text(row, "sealed"), facts(id)).map(content -> Json.read(content, Mail.class)),
                Columns.number(row, "attempts") + 1,
                Columns.instant(row, "created_at"));
    }

    private static List<String> facts(UUID id) {
        return List.of(id.toString());
    }
}
