package org.watchbill.kit.audit;

import io.helidon.dbclient.DbTransaction;
import org.watchbill.kit.json.Json;

/** Audit events that wait, in the service's own database, to be delivered. */
public final class Outbox {

    /** Adds {@code event} in the caller's transaction; a second event with the same id is a duplicate and fails. */
    public void add(DbTransaction transaction, AuditEvent event) {
        transaction
                .createInsert("""
                        INSERT INTO outbox (event_id, event)
                        VALUES (CAST(:eventId AS uuid), :event)
                        """)
                .addParam("eventId", event.eventId().toString())
                .addParam("event", Json.text(event))
                .execute();
    }
}
