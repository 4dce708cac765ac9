package org.watchbill.gateway.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The tools that a client chose. */
public sealed interface Toolbox {

    /** In the catalogue's order. */
    record Chosen(List<Offer> tools) implements Toolbox {

        public Chosen {
            tools = List.copyOf(tools);
        }

        public boolean has(Offer tool) {
            return tools.stream().anyMatch(chosen -> chosen.key().equals(tool.key()));
        }
    }

    /** A toolset was named that no service has. */
    record NoSuchToolset(List<String> unknown, List<String> known) implements Toolbox {

        public NoSuchToolset {
            unknown = List.copyOf(unknown);
            known = List.copyOf(known);
        }
    }

    /** {@code complete} tells whether all services have listed their tools, so that a name is known to be wrong. */
    static Toolbox of(Collection<Offer> tools, boolean complete, Set<String> names) {
        List<String> known = tools.stream()
                .map(tool -> tool.policy().toolset())
                .distinct()
                .sorted()
                .toList();
        List<String> unknown =
                names.stream().filter(Predicate.not(known::contains)).sorted().toList();
        if (complete && !unknown.isEmpty()) {
            return new NoSuchToolset(unknown, known);
        }
        return new Chosen(tools.stream()
                .filter(tool -> names.contains(tool.policy().toolset()))
                .toList());
    }
}
