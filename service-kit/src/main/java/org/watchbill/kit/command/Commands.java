package org.watchbill.kit.command;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;

/**
 * Runs commands so that each leaves exactly one audit row, whatever its end, and repeats of it change nothing.
 *
 * <p>One transaction inserts the idempotency record, runs the work and adds the audit row. A refusal rolls everything
 * back and is recorded, with its audit row, in a transaction of its own; so is an unexpected exception, which is then
 * rethrown.
 */
public final class Commands {

    /** A record can vanish between the insert that met it and the look at it: by expiry, once for each of its two keys. */
    private static final int MOST_ATTEMPTS = 4;

    private final Database database;
    private final InstantSource time;
    private final CommandRecords records = new CommandRecords();
    private final AuditTrail trail;
    private final ExpiredCommands expired;

    public Commands(Database database, Outbox outbox, InstantSource time) {
        this.database = database;
        this.time = time;
        this.trail = new AuditTrail(outbox, database.service());
        this.expired = new ExpiredCommands(database, records);
    }

    /** The stored end of the same call, found by its call id or idempotency key, if there is one. */
    public Optional<CommandResult> stored(Command command) {
        CommandIdentity identity = CommandIdentity.of(command);
        return database.read(reader -> earlier(reader, command, identity))
                .filter(record -> record.identity().equals(identity))
                .filter(record -> !record.isExpired(time.instant()))
                .map(CommandRecord::result);
    }

    /** Runs {@code work} unless the command has been executed before; then answers what it answered. */
    public CommandResult execute(Command command, Function<DbTransaction, CommandResult> work) {
        Optional<Refusal> fault = IdempotencyKeyRules.fault(command.idempotencyKey());
        if (fault.isPresent()) {
            return refuse(command, fault.get());
        }
        expired.clear(time.instant());
        CommandIdentity identity = CommandIdentity.of(command);
        try {
            return database.inTransaction(transaction -> claimAndRun(transaction, command, identity, work));
        } catch (RolledBackException e) {
            return record(command, identity, e.refused);
        } catch (RefusedException e) {
            return record(command, identity, new CommandResult.Refused(e.refusal(), Optional.empty()));
        } catch (RuntimeException | Error e) {
            return recordFailure(command, identity, e);
        }
    }

    /** Records a call that is refused before any work. */
    public CommandResult refuse(Command command, Refusal refusal) {
        return record(command, CommandIdentity.of(command), new CommandResult.Refused(refusal, Optional.empty()));
    }

    private CommandResult claimAndRun(
            DbTransaction transaction,
            Command command,
            CommandIdentity identity,
            Function<DbTransaction, CommandResult> work) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            if (records.claim(transaction, command, identity, time.instant())) {
                return run(transaction, command, work);
            }
            Optional<CommandRecord> earlier = live(transaction, earlier(transaction, command, identity));
            if (earlier.isPresent()) {
                return repeat(transaction, command, identity, earlier.get());
            }
        }
        throw new IllegalStateException("The command record of call " + command.callId() + " comes and goes");
    }

    private CommandResult run(DbTransaction transaction, Command command, Function<DbTransaction, CommandResult> work) {
        switch (work.apply(transaction)) {
            case CommandResult.Done done -> {
                records.addDone(transaction, command, done);
                trail.add(transaction, command.callId(), time.instant(), command, done);
                return done;
            }
            case CommandResult.Refused refused -> throw new RolledBackException(refused);
        }
    }

    /** Answers a call that met the record of an earlier one: the same answer to the same call, else a conflict. */
    private CommandResult repeat(
            DbTransaction transaction, Command command, CommandIdentity identity, CommandRecord earlier) {
        if (earlier.identity().equals(identity)) {
            return earlier.result();
        }
        if (!earlier.callId().equals(command.callId())) {
            return recordIn(transaction, command, identity, keyReused());
        }
        CommandResult.Refused refused = callIdTaken();
        trail.add(transaction, UUID.randomUUID(), time.instant(), command, refused);
        return refused;
    }

    /** A failure after the commit, as when the database's answer to it is lost, has a record that says so. */
    private CommandResult recordFailure(Command command, CommandIdentity identity, Throwable failure) {
        CommandResult recorded;
        try {
            recorded = record(command, identity, failed());
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            throw unchecked(failure);
        }
        if (recorded instanceof CommandResult.Done) {
            return recorded;
        }
        throw unchecked(failure);
    }

    private CommandResult record(Command command, CommandIdentity identity, CommandResult.Refused refused) {
        return database.inTransaction(transaction -> recordIn(transaction, command, identity, refused));
    }

    private CommandResult recordIn(
            DbTransaction transaction, Command command, CommandIdentity identity, CommandResult.Refused refused) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Instant now = time.instant();
            if (records.addRefused(transaction, command, identity, refused, now)) {
                trail.add(transaction, command.callId(), now, command, refused);
                return refused;
            }
            Optional<CommandRecord> earlier = live(transaction, records.byCallId(transaction, command.callId()));
            if (earlier.isPresent()) {
                return repeat(transaction, command, identity, earlier.get());
            }
        }
        throw new IllegalStateException("The command record of call " + command.callId() + " comes and goes");
    }

    private Optional<CommandRecord> earlier(DbExecute reader, Command command, CommandIdentity identity) {
        return records.byCallId(reader, command.callId())
                .or(() -> command.idempotencyKey().flatMap(key -> records.byKey(reader, identity, key)));
    }

    private Optional<CommandRecord> live(DbTransaction transaction, Optional<CommandRecord> found) {
        Instant now = time.instant();
        found.filter(record -> record.isExpired(now)).ifPresent(record -> records.delete(transaction, record.callId()));
        return found.filter(record -> !record.isExpired(now));
    }

    private static CommandResult.Refused keyReused() {
        return new CommandResult.Refused(
                new Refusal(
                        ErrorCode.CONFLICT,
                        "This idempotency key was used for a call with other arguments",
                        Optional.of("idempotency_key"),
                        Optional.empty()),
                Optional.empty());
    }

    private static CommandResult.Refused callIdTaken() {
        return new CommandResult.Refused(
                Refusal.of(ErrorCode.CONFLICT, "This call id was used for another call"), Optional.empty());
    }

    private static CommandResult.Refused failed() {
        return new CommandResult.Refused(
                Refusal.of(ErrorCode.INTERNAL, "The call failed and changed nothing"), Optional.empty());
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /** Takes a refusal out of the transaction that it rolls back. */
    private static final class RolledBackException extends RuntimeException {

        private final transient CommandResult.Refused refused;

        RolledBackException(CommandResult.Refused refused) {
            super(null, null, false, false);
            this.refused = refused;
        }
    }
}
