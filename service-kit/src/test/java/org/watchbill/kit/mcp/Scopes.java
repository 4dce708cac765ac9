package org.watchbill.kit.mcp;

import java.util.Set;
import org.watchbill.kit.token.Caller;

/** Callers with other scopes. */
final class Scopes {

    private Scopes() {}

    static Caller only(Caller caller, String... scopes) {
        return new Caller(
                caller.subject(),
                caller.organisation(),
                caller.role(),
                Set.of(scopes),
                caller.clientId(),
                caller.tokenId(),
                caller.profile());
    }
}
