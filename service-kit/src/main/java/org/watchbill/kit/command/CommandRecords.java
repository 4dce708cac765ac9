package org.watchbill.kit.command;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.audit.Outcome;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.json.Json;

/** The table {@code command}. */
final class CommandRecords {

    private static final Duration KEPT = Duration.ofHours(24);

    /**
     * Claims the call id and the key for this transaction; false when either is taken. Waits for a transaction that is
     * about to take them.
     */
    boolean claim(DbTransaction transaction, Command command, CommandIdentity identity, Instant now) {
        return insert(transaction, new CommandRow(command.callId(), identity, command.idempotencyKey(), now));
    }

    /** Records an end without effect under the call id alone; false when the call id is taken. */
    boolean addRefused(
            DbTransaction transaction,
            Command command,
            CommandIdentity identity,
            CommandResult.Refused refused,
            Instant now) {
        boolean added = insert(transaction, new CommandRow(command.callId(), identity, Optional.empty(), now));
        if (added) {
            end(transaction, command.callId(), Outcomes.of(refused.refusal().code()), refused);
        }
        return added;
    }

    /** Completes a claimed record. */
    void addDone(DbTransaction transaction, Command command, CommandResult.Done done) {
        end(transaction, command.callId(), Outcome.SUCCESS, done);
    }

    Optional<CommandRecord> byCallId(DbExecute database, UUID callId) {
        return Rows.first(database.createGet("""
                        SELECT call_id, organisation_id, principal, operation, arguments_digest, outcome, answer,
                               expires_at
                        FROM command
                        WHERE call_id = CAST(:callId AS uuid)
                        """).addParam("callId", callId.toString()), CommandRecords::record);
    }

    Optional<CommandRecord> byKey(DbExecute database, CommandIdentity identity, String key) {
        return Rows.first(
                database.createGet("""
                        SELECT call_id, organisation_id, principal, operation, arguments_digest, outcome, answer,
                               expires_at
                        FROM command
                        WHERE organisation_id = CAST(:organisationId AS uuid)
                          AND principal = :principal
                          AND operation = :operation
                          AND idempotency_key = :key
                        """)
                        .addParam("organisationId", identity.organisationId().toString())
                        .addParam("principal", identity.principal())
                        .addParam("operation", identity.operation())
                        .addParam("key", key),
                CommandRecords::record);
    }

    void delete(DbTransaction transaction, UUID callId) {
        transaction
                .createDelete("DELETE FROM command WHERE call_id = CAST(:callId AS uuid)")
                .addParam("callId", callId.toString())
                .execute();
    }

    /** Deletes up to {@code most} expired records and tells how many there were. */
    long deleteExpired(DbTransaction transaction, Instant now, int most) {
        return transaction
                .createDelete("""
                        DELETE FROM command
                        WHERE call_id IN (
                          SELECT call_id FROM command WHERE expires_at <= :now ORDER BY expires_at, call_id LIMIT :most)
                        """)
                .addParam("now", Columns.parameter(now))
                .addParam("most", most)
                .execute();
    }

    private record CommandRow(UUID callId, CommandIdentity identity, Optional<String> key, Instant createdAt) {}

    private static boolean insert(DbTransaction transaction, CommandRow row) {
        return transaction
                        .createInsert("""
                        INSERT INTO command (call_id, organisation_id, principal, operation, idempotency_key,
                                             arguments_digest, created_at, expires_at)
                        VALUES (CAST(:callId AS uuid), CAST(:organisationId AS uuid), :principal, :operation, :key,
                                :digest, :createdAt, :expiresAt)
                        ON CONFLICT DO NOTHING
                        """)
                        .addParam("callId", row.callId().toString())
                        .addParam(
                                "organisationId",
                                row.identity().organisationId().toString())
                        .addParam("principal", row.identity().principal())
                        .addParam("operation", row.identity().operation())
                        .addParam("key", Columns.nullable(row.key()))
                        .addParam("digest", row.identity().argumentsDigest())
                        .addParam("createdAt", Columns.parameter(row.createdAt()))
                        .addParam("expiresAt", Columns.parameter(row.createdAt().plus(KEPT)))
                        .execute()
                == 1;
    }

    private static void end(DbTransaction transaction, UUID callId, Outcome outcome, CommandResult result) {
        transaction
                .createUpdate("""
                        UPDATE command SET outcome = :outcome, answer = :answer
                        WHERE call_id = CAST(:callId AS uuid)
                        """)
                .addParam("outcome", outcome.name())
                .addParam("answer", Json.text(result))
                .addParam("callId", callId.toString())
                .execute();
    }

    private static CommandRecord record(DbRow row) {
        byte[] answer = Columns.text(row, "answer").getBytes(StandardCharsets.UTF_8);
        Outcome outcome = Outcome.valueOf(Columns.text(row, "outcome"));
        return new CommandRecord(
                Columns.uuid(row, "call_id"),
                new CommandIdentity(
                        Columns.uuid(row, "organisation_id"),
                        Columns.text(row, "principal"),
                        Columns.text(row, "operation"),
                        Columns.text(row, "arguments_digest")),
                outcome == Outcome.SUCCESS
                        ? Json.read(answer, CommandResult.Done.class)
                        : Json.read(answer, CommandResult.Refused.class),
                Columns.instant(row, "expires_at"));
    }
}
