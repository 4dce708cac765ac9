package org.watchbill.kit.page;

import java.util.Optional;
import java.util.UUID;

/** Ids as they stand in texts. */
public final class Identifiers {

    private Identifiers() {}

    /** The id that {@code text} is in full, if it is one. */
    public static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
