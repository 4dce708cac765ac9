package org.watchbill.kit.command;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.audit.AuditEvent;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.audit.Outcome;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.token.Caller;

/** Writes the audit row of a command that has ended. */
final class AuditTrail {

    private final Outbox outbox;
    private final String source;

    AuditTrail(Outbox outbox, String source) {
        this.outbox = outbox;
        this.source = source;
    }

    void add(DbTransaction transaction, UUID eventId, Instant now, Command command, CommandResult result) {
        outbox.add(
                transaction,
                switch (result) {
                    case CommandResult.Done done -> event(eventId, now, command, done.change());
                    case CommandResult.Refused refused -> event(eventId, now, command, refused);
                });
    }

    private AuditEvent event(UUID eventId, Instant now, Command command, Change change) {
        return new AuditEvent(
                eventId,
                command.caller().organisation().id(),
                now.truncatedTo(ChronoUnit.MICROS),
                actor(command),
                command.operation(),
                Optional.of(change.target()),
                command.audited(),
                CanonicalJson.digest(command.arguments()),
                change.before(),
                change.after(),
                Outcome.SUCCESS,
                Optional.empty(),
                command.traceId(),
                source);
    }

    private AuditEvent event(UUID eventId, Instant now, Command command, CommandResult.Refused refused) {
        return new AuditEvent(
                eventId,
                command.caller().organisation().id(),
                now.truncatedTo(ChronoUnit.MICROS),
                actor(command),
                command.operation(),
                refused.target(),
                command.audited(),
                CanonicalJson.digest(command.arguments()),
                Optional.empty(),
                Optional.empty(),
                Outcomes.of(refused.refusal().code()),
                Optional.of(refused.refusal().code().text()),
                command.traceId(),
                source);
    }

    private static Actor actor(Command command) {
        Caller caller = command.caller();
        return new Actor(caller.subject(), command.actorType(), caller.clientId(), caller.tokenId());
    }
}
