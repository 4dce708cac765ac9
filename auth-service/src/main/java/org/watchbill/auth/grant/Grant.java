package org.watchbill.auth.grant;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;

/** What a person allowed a client to do; every token of the connection stands or falls with it. */
public record Grant(
        Id id,
        User.Id user,
        String clientId,
        Organisation.Id organisation,
        Set<String> scopes,
        String resource,
        Times times) {

    /** Identifies a grant; claim {@code grant} of its tokens. */
    public record Id(UUID value) {

        public static Id next() {
            return new Id(UUID.randomUUID());
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /**
     * When it was given and when it ends.
     *
     * @param signedInAt when the person had last typed the password
     * @param expiresAt absolute; refreshing never moves it
     */
    public record Times(Instant signedInAt, Instant createdAt, Instant expiresAt) {}

    public Grant {
        scopes = Set.copyOf(scopes);
    }
}
