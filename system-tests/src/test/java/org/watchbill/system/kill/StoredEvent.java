package org.watchbill.system.kill;

/** An event as it stands in the audit database. */
record StoredEvent(String eventId, String operation, String outcome, String target) {

    boolean is(Write.Kind kind, String requestId) {
        return operation.equals(kind.tool()) && outcome.equals("success") && target.equals(requestId);
    }
}
