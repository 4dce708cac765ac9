package org.watchbill.kit.command;

import java.util.Optional;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.refusal.Refusal;
import tools.jackson.databind.JsonNode;

/** How a command ended. */
public sealed interface CommandResult {

    /** The effect is committed, or was by an earlier call with the same key; {@code change} goes into the audit log. */
    record Done(JsonNode answer, Change change) implements CommandResult {}

    /** Nothing changed; {@code target} is what the call aimed at, if that is known. */
    record Refused(Refusal refusal, Optional<Change.Target> target) implements CommandResult {}

    static CommandResult refused(Refusal refusal) {
        return new Refused(refusal, Optional.empty());
    }
}
