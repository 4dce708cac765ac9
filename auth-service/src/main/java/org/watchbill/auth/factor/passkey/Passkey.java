package org.watchbill.auth.factor.passkey;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.account.User;
import org.watchbill.kit.audit.Change;

/** A passkey as its person knows it; {@code credentialId} is in base64url. */
public record Passkey(Id id, User.Id user, String credentialId, String name, Times times) {

    /** Names a passkey within this service. */
    public record Id(UUID value) {

        /** As the audit log names it. */
        public Change.Target target() {
            return new Change.Target("passkey", toString());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** When it came, and when it was last used, if ever. */
    public record Times(Instant createdAt, Optional<Instant> lastUsedAt) {}
}
