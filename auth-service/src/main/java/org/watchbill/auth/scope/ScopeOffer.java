package org.watchbill.auth.scope;

import java.util.List;
import java.util.Set;

/**
 * What the consent page offers.
 *
 * @param identity rights of OpenID Connect that were asked for
 * @param reads granted with the approval
 * @param choices each granted only when ticked: whatever changes things, and what was allowed before and is not asked for
 * @param ticked the choices that are shown ticked: asked for by name, or allowed before
 * @param held names of what was allowed before
 */
public record ScopeOffer(
        Set<String> identity, List<Scope> reads, List<Scope> choices, Set<String> ticked, Set<String> held) {

    public ScopeOffer {
        identity = Set.copyOf(identity);
        reads = List.copyOf(reads);
        choices = List.copyOf(choices);
        ticked = Set.copyOf(ticked);
        held = Set.copyOf(held);
    }
}
