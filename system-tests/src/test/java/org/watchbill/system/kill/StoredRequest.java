package org.watchbill.system.kill;

/** A request as it stands in the domain database; {@code moved} says whether its candidate has the shift now. */
record StoredRequest(String id, String assignment, State state, boolean moved) {

    enum State {
        OPEN,
        APPROVED,
        DENIED
    }
}
