package org.watchbill.auth.key;

import java.time.Instant;
import java.util.Optional;

/**
 * What may be told about a key.
 *
 * @param algorithm {@code ES256} signs access tokens, {@code RS256} ID tokens
 * @param signsFrom when it began or begins to sign
 * @param removedAt when it leaves the published set, empty as long as it has no successor
 */
public record KeyFacts(
        String id, String algorithm, State state, Instant createdAt, Instant signsFrom, Optional<Instant> removedAt) {

    /** Where it stands in its life. */
    public enum State {
        NEXT,
        SIGNING,
        OLD
    }
}
