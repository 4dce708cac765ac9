package org.watchbill.auth.apitoken;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;

/** A secret by which its person's programs act in one organisation; the secret itself is nowhere. */
public record ApiToken(
        Id id, User.Id user, Organisation.Id organisation, String name, Set<String> scopes, Times times) {

    /** Identifies an API token, for people and in the audit log. */
    public record Id(UUID value) {

        static Id next() {
            return new Id(UUID.randomUUID());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** When it was made, when it ends and, to the minute, when it was used last. */
    public record Times(Instant createdAt, Instant expiresAt, Optional<Instant> lastUsedAt) {}

    public ApiToken {
        scopes = Set.copyOf(scopes);
    }
}
