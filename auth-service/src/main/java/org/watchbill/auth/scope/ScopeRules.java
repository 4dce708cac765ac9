package org.watchbill.auth.scope;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.kit.token.Role;

/** Narrows requests for scopes: unknown ones are dropped, changing things implies reading them, roles bound the rest. */
public final class ScopeRules {

    private ScopeRules() {}

    /** What to offer a person who has {@code roles} in the organisations to choose from. */
    public static ScopeOffer offer(Set<String> asked, Collection<Role> roles) {
        Set<String> known = normalised(asked);
        Set<String> wanted = known.isEmpty() ? Scopes.DEFAULTS : known;
        return new ScopeOffer(
                asked.stream().filter(Scopes.IDENTITY::contains).collect(toSet()),
                Scopes.all().stream()
                        .filter(scope -> !scope.changes() && wanted.contains(scope.name()))
                        .filter(scope -> allowed(scope, roles))
                        .toList(),
                Scopes.all().stream()
                        .filter(scope -> scope.changes() && (known.isEmpty() || known.contains(scope.name())))
                        .filter(scope -> allowed(scope, roles))
                        .toList(),
                known);
    }

    /** What an approval grants to a person with {@code role}; empty when something was ticked that was not offered. */
    public static Optional<Set<String>> approved(ScopeOffer offer, Collection<String> ticked, Role role) {
        Set<String> granted = new TreeSet<>(offer.identity());
        offer.reads().stream().filter(scope -> scope.allowedTo(role)).forEach(scope -> granted.add(scope.name()));
        for (String name : ticked) {
            Optional<Scope> change = offer.changes().stream()
                    .filter(scope -> scope.name().equals(name))
                    .findFirst();
            if (change.isEmpty()) {
                return Optional.empty();
            }
            change.filter(scope -> scope.allowedTo(role)).ifPresent(scope -> granted.addAll(normalised(Set.of(name))));
        }
        return Optional.of(granted);
    }

    /** The part of {@code granted} that {@code role} may hold today. */
    public static Set<String> effective(Set<String> granted, Role role) {
        Set<String> effective = new TreeSet<>(granted);
        effective.retainAll(Scopes.IDENTITY);
        granted.forEach(name -> Scopes.find(name)
                .filter(scope -> scope.allowedTo(role))
                .ifPresent(scope -> effective.add(scope.name())));
        return effective;
    }

    /** Known scopes in today's spelling, with the reading that changing implies. */
    public static Set<String> normalised(Collection<String> asked) {
        Set<String> known = new TreeSet<>();
        for (String name : asked) {
            Scopes.find(name).ifPresent(scope -> {
                known.add(scope.name());
                if (scope.name().endsWith(":write")) {
                    Scopes.find(scope.name().replace(":write", ":read")).ifPresent(read -> known.add(read.name()));
                }
            });
        }
        return known;
    }

    private static boolean allowed(Scope scope, Collection<Role> roles) {
        return roles.stream().anyMatch(scope::allowedTo);
    }
}
