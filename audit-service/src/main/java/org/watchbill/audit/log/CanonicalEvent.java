package org.watchbill.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.watchbill.kit.audit.AuditEvent;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;

/**
 * An event in the one form that is stored and hashed.
 *
 * @param subject who acted, repeated outside of the text so that it can be searched
 * @param text canonical JSON, RFC 8785
 */
record CanonicalEvent(UUID id, UUID organisationId, String subject, String text) {

    static CanonicalEvent of(AuditEvent event) {
        return new CanonicalEvent(
                event.eventId(),
                event.organisationId(),
                event.actor().subject(),
                new String(CanonicalJson.bytes(Json.tree(event)), UTF_8));
    }

    /** The event that {@code text} tells; throws {@link org.watchbill.kit.json.JsonFormatException}. */
    static CanonicalEvent parse(String text) {
        return of(Json.read(text.getBytes(UTF_8), AuditEvent.class));
    }

    int size() {
        return text.getBytes(UTF_8).length;
    }
}
