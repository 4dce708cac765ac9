package org.watchbill.kit.command;

import java.time.Instant;
import java.util.UUID;

/** What is kept of a command that has ended. */
record CommandRecord(UUID callId, CommandIdentity identity, CommandResult result, Instant expiresAt) {

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
