package org.watchbill.kit.command;

import java.util.Optional;
import java.util.Set;
import org.watchbill.kit.refusal.Refusal;
import tools.jackson.databind.JsonNode;

/** The versions of a row of which the caller has seen one; a row that has none of them by now is left alone. */
public sealed interface ExpectedVersions {

    /** Whatever the row is by now. */
    record Any() implements ExpectedVersions {}

    /** One of {@code versions}; of none when what the caller named can be no version. */
    record OneOf(Set<Long> versions) implements ExpectedVersions {

        public OneOf {
            versions = Set.copyOf(versions);
        }
    }

    static ExpectedVersions of(long version) {
        return new OneOf(Set.of(version));
    }

    /** The refusal of a write to a row of {@code version}, which shows {@code current}, if the caller has not seen it. */
    default Optional<Refusal> objection(long version, JsonNode current) {
        boolean seen = switch (this) {
            case Any() -> true;
            case OneOf(Set<Long> versions) -> versions.contains(version);
        };
        return seen ? Optional.empty() : Optional.of(Refusal.stale("It has changed since you read it", current));
    }
}
