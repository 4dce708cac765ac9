package org.watchbill.kit.command;

import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.refusal.Refusal;

/**
 * Runs commands so that each leaves exactly one audit row, whatever its end, and repeats of it change nothing.
 *
 * <p>One transaction inserts the idempotency record, runs the work and adds the audit row. A refusal rolls everything
 * back and is recorded, with its audit row, in a transaction of its own; so is an unexpected exception, which is then
 * rethrown.
 */
public final class Commands {

    public Commands(Database database, Outbox outbox, InstantSource time) {
        throw new UnsupportedOperationException(database + " " + outbox + time);
    }

    /** The stored end of a call with this call id or idempotency key, if there is one. */
    public Optional<CommandResult> stored(Command command) {
        throw new UnsupportedOperationException(command.toString());
    }

    /** Runs {@code work} unless the command has been executed before; then answers what it answered. */
    public CommandResult execute(Command command, Function<DbTransaction, CommandResult> work) {
        throw new UnsupportedOperationException(command + " " + work);
    }

    /** Records a call that is refused before any work. */
    public CommandResult refuse(Command command, Refusal refusal) {
        throw new UnsupportedOperationException(command + " " + refusal);
    }
}
