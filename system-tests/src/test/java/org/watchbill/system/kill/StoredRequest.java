package org.watchbill.system.kill;

/** A request as it stands in the domain database; {@code moved} says whether the candidate has the shift. */
record StoredRequest(String id, State state, boolean moved) {

    enum State {
        OPEN,
        APPROVED,
        DENIED
    }
}
