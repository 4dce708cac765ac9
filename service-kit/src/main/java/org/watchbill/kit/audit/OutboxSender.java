package org.watchbill.kit.audit;

import java.net.URI;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.token.ServiceTokens;

/**
 * Delivers the outbox to audit-service, in batches, at least once, in order of insertion; several replicas share the work.
 * While audit-service is down the events wait.
 */
public final class OutboxSender implements AutoCloseable {

    private OutboxSender() {}

    public static OutboxSender start(Database database, URI auditService, ServiceTokens tokens) {
        throw new UnsupportedOperationException(database + " " + auditService + tokens);
    }

    /** How many events wait. */
    public long backlog() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
