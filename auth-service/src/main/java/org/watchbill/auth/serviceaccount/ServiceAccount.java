package org.watchbill.auth.serviceaccount;

import java.time.Instant;
import java.util.UUID;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.token.Role;

/**
 * A program of an organisation.
 *
 * @param name unique in the organisation
 * @param version counts its changes from 1
 */
public record ServiceAccount(
        Id id, Organisation.Id organisation, String name, Role role, long version, Instant createdAt, State state) {

    /** Whether its tokens are good for anything. */
    public enum State {
        ENABLED,
        DISABLED
    }

    /** Identifies a service account for ever. */
    public record Id(UUID value) {

        static Id next() {
            return new Id(UUID.randomUUID());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** As tokens and the audit log name it. */
    public String subject() {
        return "service-account:" + id;
    }
}
