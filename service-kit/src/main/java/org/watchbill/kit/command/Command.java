package org.watchbill.kit.command;

import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.audit.Actor;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/**
 * One call that may write.
 *
 * @param callId names the call for ever: a repeated call id answers what the first answered
 * @param operation the tool or REST operation
 * @param arguments what was asked, complete; its digest decides whether a repeated key is the same call
 * @param audited the part of the arguments that may stand in the audit log
 * @param idempotencyKey the caller's own key, unique per principal and operation for 24 h
 */
public record Command(
        UUID callId,
        Caller caller,
        Actor.Type actorType,
        String operation,
        JsonNode arguments,
        JsonNode audited,
        Optional<String> idempotencyKey,
        Optional<String> traceId) {}
