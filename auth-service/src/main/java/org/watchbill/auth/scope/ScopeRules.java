package org.watchbill.auth.scope;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.kit.token.Role;

/** Narrows requests for scopes: unknown ones are dropped, changing things implies reading them, roles bound the rest. */
public final class ScopeRules {

    private ScopeRules() {}

    /**
     * What to offer a person who has {@code roles} in the organisations to choose from and allowed {@code held} to the same
     * client before: a client that asks for more need not lose what it had. One that names every change there is has copied
     * the list from the metadata and has chosen none of them.
     */
    public static ScopeOffer offer(ScopeArea area, Set<String> asked, Set<String> held, Collection<Role> roles) {
        Set<String> known = within(area, asked);
        Set<String> before = within(area, held);
        Set<String> wanted = known.isEmpty() ? area.defaults() : known;
        Set<String> choosable = union(known.isEmpty() ? area.unasked() : known, before);
        List<Scope> allowed = area.scopes().stream()
                .filter(scope -> roles.stream().anyMatch(scope::allowedTo))
                .toList();
        return new ScopeOffer(
                asked.stream().filter(Scopes.IDENTITY::contains).collect(toSet()),
                allowed.stream()
                        .filter(scope -> !scope.changes() && wanted.contains(scope.name()))
                        .toList(),
                allowed.stream()
                        .filter(scope -> choosable.contains(scope.name()))
                        .filter(scope -> scope.changes() || !wanted.contains(scope.name()))
                        .toList(),
                known.containsAll(area.changes()) ? before : union(known, before),
                before);
    }

    private static Set<String> within(ScopeArea area, Set<String> names) {
        Set<String> known = normalised(names);
        known.retainAll(area.names());
        return known;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }

    /** What an approval grants to a person with {@code role}; empty when something was ticked that was not offered. */
    public static Optional<Set<String>> approved(ScopeOffer offer, Collection<String> ticked, Role role) {
        Set<String> granted = new TreeSet<>(offer.identity());
        offer.reads().stream().filter(scope -> scope.allowedTo(role)).forEach(scope -> granted.add(scope.name()));
        for (String name : ticked) {
            Optional<Scope> choice = offer.choices().stream()
                    .filter(scope -> scope.name().equals(name))
                    .findFirst();
            if (choice.isEmpty()) {
                return Optional.empty();
            }
            choice.filter(scope -> scope.allowedTo(role)).ifPresent(scope -> granted.addAll(normalised(Set.of(name))));
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

    /** Those of {@code asked} that mean anything here, as they are spelled. */
    public static Set<String> recognised(Collection<String> asked) {
        return asked.stream()
                .filter(name ->
                        Scopes.IDENTITY.contains(name) || Scopes.find(name).isPresent())
                .collect(toSet());
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
}
