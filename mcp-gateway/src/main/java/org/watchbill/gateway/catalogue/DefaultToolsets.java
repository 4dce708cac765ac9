package org.watchbill.gateway.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.watchbill.kit.run.EventLog;
import org.watchbill.kit.run.Field;

/** The toolsets of clients that chose none. */
public final class DefaultToolsets {

    private static final EventLog LOG = EventLog.named(DefaultToolsets.class.getName());
    private static final String ALL = "*";

    private final Set<String> names;
    private final AtomicBoolean reported = new AtomicBoolean();

    /** {@code *} stands for all. */
    public DefaultToolsets(Collection<String> names) {
        this.names = Set.copyOf(names);
    }

    List<Offer> of(Collection<Offer> tools, boolean complete) {
        if (names.contains(ALL)) {
            return List.copyOf(tools);
        }
        Set<String> known = tools.stream().map(tool -> tool.policy().toolset()).collect(Collectors.toSet());
        Set<String> unknown =
                names.stream().filter(Predicate.not(known::contains)).collect(Collectors.toCollection(TreeSet::new));
        if (complete && !unknown.isEmpty() && reported.compareAndSet(false, true)) {
            LOG.warning("toolsets.default names toolsets that no service has", Field.of("toolsets", unknown));
        }
        return tools.stream()
                .filter(tool -> names.contains(tool.policy().toolset()))
                .toList();
    }
}
