package org.watchbill.kit.mcp;

import java.util.Optional;
import org.watchbill.kit.mcp.wire.RpcException;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/**
 * Whether a caller may use something at all; the role first, since no new consent can give a member what only admins have.
 *
 * <p>A scope that is missing reaches the gateway in a form that it can turn into a challenge for more consent: tools name
 * it in {@code _meta["org.watchbill/requiredScope"]} of a result with {@code isError}; every other method answers a
 * JSON-RPC error with code {@link RpcException#REFUSED} and {@code data["org.watchbill/requiredScope"]}.
 */
public final class Admission {

    /** The key under which a missing scope is named. */
    public static final String REQUIRED_SCOPE = "org.watchbill/requiredScope";

    private Admission() {}

    public static Optional<Refusal> refusal(AccessPolicy policy, Caller caller) {
        if (policy.adminOnly() && !caller.isAdmin()) {
            return Optional.of(
                    Refusal.of(ErrorCode.FORBIDDEN_ROLE, "Only an administrator of the organisation may use this"));
        }
        if (!caller.may(policy.scope())) {
            return Optional.of(Refusal.of(ErrorCode.INSUFFICIENT_SCOPE, "The token lacks the scope " + policy.scope()));
        }
        return Optional.empty();
    }

    /** Throws {@link RpcException} as the class comment says. */
    public static void require(AccessPolicy policy, Caller caller) {
        Optional<Refusal> denied = refusal(policy, caller);
        if (denied.isPresent()) {
            RpcException error = RpcException.refused(denied.get());
            throw denied.get().code() == ErrorCode.INSUFFICIENT_SCOPE
                    ? error.with(REQUIRED_SCOPE, policy.scope())
                    : error;
        }
    }
}
