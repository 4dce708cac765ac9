package org.watchbill.kit.mcp;

import java.util.Optional;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/** Whether a caller may use a tool at all; the role first, since no new consent can give a member what only admins have. */
final class Admission {

    private Admission() {}

    static Optional<Refusal> refusal(ToolPolicy policy, Caller caller) {
        if (policy.adminOnly() && !caller.isAdmin()) {
            return Optional.of(Refusal.of(
                    ErrorCode.FORBIDDEN_ROLE, "Only an administrator of the organisation may use this tool"));
        }
        if (!caller.may(policy.scope())) {
            return Optional.of(Refusal.of(ErrorCode.INSUFFICIENT_SCOPE, "The token lacks the scope " + policy.scope()));
        }
        return Optional.empty();
    }
}
