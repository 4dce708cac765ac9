package org.watchbill.auth.apitoken;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.kit.audit.Change;

/** A secret by which its holder's programs act in one organisation; the secret itself is nowhere. */
public record ApiToken(
        Id id, Holder holder, Organisation.Id organisation, String name, Set<String> scopes, Times times) {

    /** For whom it acts. */
    public sealed interface Holder {

        record OfPerson(User.Id user) implements Holder {}

        record OfService(ServiceAccount.Id account) implements Holder {}
    }

    /** Identifies an API token, for people and in the audit log. */
    public record Id(UUID value) {

        static Id next() {
            return new Id(UUID.randomUUID());
        }

        /** As the audit log names it. */
        public Change.Target target() {
            return new Change.Target("api_token", toString());
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
