package org.watchbill.kit.mcp.tool;

import java.util.Optional;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.refusal.Refusal;

/** What stands before a confirmation. */
public sealed interface Preview {

    /** One sentence that names object and effect, such as who gets which shift when. */
    record Ask(String message) implements Preview {}

    /** The call cannot succeed, so nobody is asked. */
    record Refused(Refusal refusal, Optional<Change.Target> target) implements Preview {}
}
