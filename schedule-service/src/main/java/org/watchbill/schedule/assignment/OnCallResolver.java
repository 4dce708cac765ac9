package org.watchbill.schedule.assignment;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is on call at an instant, and who is next: a pure function of assignments and instant. */
public final class OnCallResolver {

    private static final Comparator<Assignment> ORDER = comparing(
                    (Assignment assignment) -> assignment.interval().start())
            .thenComparing(Assignment::title)
            .thenComparingInt(Assignment::position);

    private OnCallResolver() {}

    /** The published assignments that contain {@code instant}. */
    public static List<Assignment> at(List<Assignment> assignments, Instant instant) {
        return assignments.stream()
                .filter(Assignment::isPublished)
                .filter(assignment -> assignment.interval().contains(instant))
                .sorted(ORDER)
                .toList();
    }

    /** For each shift by title, the published assignments that start first after {@code instant}. */
    public static List<Assignment> after(List<Assignment> assignments, Instant instant) {
        Map<String, List<Assignment>> first = new HashMap<>();
        assignments.stream()
                .filter(Assignment::isPublished)
                .filter(assignment -> assignment.interval().start().isAfter(instant))
                .sorted(ORDER)
                .forEach(assignment -> {
                    List<Assignment> next = first.computeIfAbsent(assignment.title(), title -> new ArrayList<>());
                    if (next.isEmpty()
                            || next.getFirst()
                                    .interval()
                                    .start()
                                    .equals(assignment.interval().start())) {
                        next.add(assignment);
                    }
                });
        return first.values().stream().flatMap(List::stream).sorted(ORDER).toList();
    }
}
