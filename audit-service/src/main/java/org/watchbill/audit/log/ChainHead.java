package org.watchbill.audit.log;

import java.util.UUID;

/** How long a chain is and which hash it ends in. */
record ChainHead(UUID organisationId, long size, String hash) {

    static ChainHead empty(UUID organisationId) {
        return new ChainHead(organisationId, 0, "0".repeat(64));
    }
}
