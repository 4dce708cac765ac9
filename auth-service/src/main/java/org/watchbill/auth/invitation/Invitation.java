package org.watchbill.auth.invitation;

import java.time.Instant;
import java.util.UUID;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.token.Role;

/**
 * Somebody who may join an organisation.
 *
 * @param email in lower case
 * @param name what to call the person, may be empty
 * @param invitedBy the subject of the administrator
 */
public record Invitation(
        Id id, Organisation.Id organisation, String email, String name, Role role, String invitedBy, Sending sending) {

    /** Identifies an invitation; says nothing of its secret. */
    public record Id(UUID value) {

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /**
     * The last sending.
     *
     * @param mailed whether the secret went to the address by mail, so that whoever brings it has proven the address
     */
    public record Sending(boolean mailed, Instant sentAt, Instant expiresAt) {}

    boolean isOpen(Instant now) {
        return now.isBefore(sending.expiresAt());
    }

    @Override
    public String toString() {
        return "Invitation[" + id + "]";
    }
}
