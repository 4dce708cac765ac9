package org.watchbill.gateway.catalogue;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which groups of tools a client chose; none means the configured ones, {@code all} every one. */
public record Toolsets(Set<String> names) {

    public static final String PARAMETER = "toolsets";
    public static final Toolsets DEFAULT = new Toolsets(Set.of());

    private static final String ALL = "all";
    private static final int MOST = 50;

    public Toolsets {
        names = Set.copyOf(names);
    }

    /** From the values of the query parameter, each a comma-separated list. */
    public static Toolsets of(Collection<String> values) {
        return new Toolsets(values.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .limit(MOST)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    boolean isAll() {
        return names.contains(ALL);
    }
}
