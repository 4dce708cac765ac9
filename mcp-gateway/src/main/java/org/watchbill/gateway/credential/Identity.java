package org.watchbill.gateway.credential;

import java.util.Optional;
import java.util.Set;
import org.watchbill.kit.config.Secret;

/**
 * Who is calling, and the token with which the gateway calls the services for them.
 *
 * @param admin whether the caller administers the organisation
 * @param fixedScopes all that the caller can ever do with this credential; empty when a new consent can add more
 */
public record Identity(Principal principal, boolean admin, Secret internalToken, Optional<Set<String>> fixedScopes) {

    public static Identity withConsent(Principal principal, boolean admin, Secret internalToken) {
        return new Identity(principal, admin, internalToken, Optional.empty());
    }

    public static Identity withFixedScopes(
            Principal principal, boolean admin, Secret internalToken, Set<String> scopes) {
        return new Identity(principal, admin, internalToken, Optional.of(Set.copyOf(scopes)));
    }

    /** Whether the credential has {@code scope} or can get it; {@code resource:write} implies {@code resource:read}. */
    public boolean canReach(String scope) {
        return fixedScopes
                .map(fixed -> fixed.contains(scope)
                        || (scope.endsWith(":read") && fixed.contains(scope.replaceFirst("read$", "write"))))
                .orElse(true);
    }
}
