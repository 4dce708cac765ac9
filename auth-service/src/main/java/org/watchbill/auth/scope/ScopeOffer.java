package org.watchbill.auth.scope;

import java.util.List;
import java.util.Set;

/**
 * What the consent page offers.
 *
 * @param identity rights of OpenID Connect that were asked for
 * @param reads granted with the approval
 * @param changes each granted only when ticked
 * @param ticked the changes that the client asked for by name, which are shown ticked
 */
public record ScopeOffer(Set<String> identity, List<Scope> reads, List<Scope> changes, Set<String> ticked) {

    public ScopeOffer {
        identity = Set.copyOf(identity);
        reads = List.copyOf(reads);
        changes = List.copyOf(changes);
        ticked = Set.copyOf(ticked);
    }
}
