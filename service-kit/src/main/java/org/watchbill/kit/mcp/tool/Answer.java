package org.watchbill.kit.mcp.tool;

import java.util.Optional;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.refusal.Refusal;

/** What a tool answers. */
public sealed interface Answer<O extends Record> {

    /** The result; a write says what it changed. */
    record Value<O extends Record>(O value, Optional<Change> change) implements Answer<O> {}

    /** Nothing was done; {@code target} is what the call aimed at, if that is known. */
    record Refused<O extends Record>(Refusal refusal, Optional<Change.Target> target) implements Answer<O> {}

    static <O extends Record> Answer<O> of(O value) {
        return new Value<>(value, Optional.empty());
    }

    static <O extends Record> Answer<O> changed(O value, Change change) {
        return new Value<>(value, Optional.of(change));
    }

    static <O extends Record> Answer<O> refused(Refusal refusal) {
        return new Refused<>(refusal, Optional.empty());
    }
}
