package org.watchbill.auth.client;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.token.Role;

/**
 * A client that an administrator registered.
 *
 * @param version counts its changes
 * @param lastAuthorisedAt when a person last approved it
 */
public record RegisteredClient(
        Client client, Organisation.Id organisation, OwnRights own, long version, Optional<Instant> lastAuthorisedAt) {

    /** What it may do in its own name ({@code client_credentials}); no scope means nothing. */
    public record OwnRights(Role role, Set<String> scopes) {

        public static final OwnRights NONE = new OwnRights(Role.MEMBER, Set.of());

        public OwnRights {
            scopes = Set.copyOf(scopes);
        }
    }
}
