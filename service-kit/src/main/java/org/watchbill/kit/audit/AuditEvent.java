package org.watchbill.kit.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the audit log.
 *
 * @param eventId unique for ever; delivering an event twice changes nothing
 * @param operation the tool or REST operation
 * @param arguments what was asked, with free text and personal data left out
 * @param argumentsDigest SHA-256 of the complete arguments in canonical form
 * @param code the error code when the call was refused
 * @param source the service that decided
 */
public record AuditEvent(
        UUID eventId,
        UUID organisationId,
        Instant occurredAt,
        Actor actor,
        String operation,
        Optional<Change.Target> target,
        JsonNode arguments,
        String argumentsDigest,
        Optional<String> before,
        Optional<String> after,
        Outcome outcome,
        Optional<String> code,
        Optional<String> traceId,
        String source) {}
