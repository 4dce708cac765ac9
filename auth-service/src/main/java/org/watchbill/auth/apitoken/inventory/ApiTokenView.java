package org.watchbill.auth.apitoken.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;

/** An API token of the organisation as the API shows it, never with its secret. */
public record ApiTokenView(
        UUID id,
        String name,
        Holder holder,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Describe("To the minute") Optional<Instant> lastUsedAt) {

    /** What acts by it: a person with an e-mail address, or a service account. */
    public record Holder(Kind kind, UUID id, String name, Optional<String> email) {}

    /** Kinds of holders. */
    public enum Kind {
        PERSON,
        SERVICE_ACCOUNT
    }
}
