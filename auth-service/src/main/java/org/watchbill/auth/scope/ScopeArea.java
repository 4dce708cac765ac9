package org.watchbill.auth.scope;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Set;

/**
 * What kind of rights a resource knows; a request for one kind is offered nothing of the other.
 *
 * @param defaults granted when a request names no scope that is known
 * @param unasked changes that are offered then
 */
public record ScopeArea(List<Scope> scopes, Set<String> defaults, Set<String> unasked) {

    /** At the gateway and the services. */
    public static final ScopeArea WORK = new ScopeArea(Scopes.all(), Scopes.DEFAULTS, changes(Scopes.all()));

    /** At this service's own API; changes are offered only to who asks for them by name. */
    public static final ScopeArea ACCOUNTS =
            new ScopeArea(Scopes.ofAccounts(), Set.of("organisation:read", "people:read"), Set.of());

    public ScopeArea {
        scopes = List.copyOf(scopes);
        defaults = Set.copyOf(defaults);
        unasked = Set.copyOf(unasked);
    }

    Set<String> names() {
        return scopes.stream().map(Scope::name).collect(toUnmodifiableSet());
    }

    Set<String> changes() {
        return changes(scopes);
    }

    private static Set<String> changes(List<Scope> scopes) {
        return scopes.stream().filter(Scope::changes).map(Scope::name).collect(toUnmodifiableSet());
    }
}
