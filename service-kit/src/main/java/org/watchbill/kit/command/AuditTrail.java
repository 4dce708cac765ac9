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
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** Writes the audit row of a command that has ended. */
final class AuditTrail {

    private static final int LONGEST_ARGUMENTS = 32 * 1024;

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
                audited(command),
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
                audited(command),
                CanonicalJson.digest(command.arguments()),
                Optional.empty(),
                Optional.empty(),
                Outcomes.of(refused.refusal().code()),
                Optional.of(refused.refusal().code().text()),
                command.traceId(),
                source);
    }

    /** A call of any size leaves its row; the digest stands for what is left out. */
    private static JsonNode audited(Command command) {
        return Json.text(command.audited()).length() <= LONGEST_ARGUMENTS
                ? command.audited()
                : Json.object().put("left_out", "too long");
    }

    private static Actor actor(Command command) {
        Caller caller = command.caller();
        return new Actor(caller.subject(), command.actorType(), caller.clientId(), caller.tokenId());
    }
}
