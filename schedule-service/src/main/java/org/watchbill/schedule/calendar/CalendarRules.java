package org.watchbill.schedule.calendar;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Occupancy;
import org.watchbill.schedule.bulk.LineProblem;
import org.watchbill.schedule.member.Member;

/** Turns events into assignments, against the schedule as it is; one instance a file. */
final class CalendarRules {

    static final String ORIGIN = "calendar:";

    /** What an import would do, or what is wrong. */
    record Plan(
            List<Assignment> created,
            List<Assignment> updated,
            List<Assignment.Id> released,
            int unchanged,
            List<LineProblem> problems) {

        Plan {
            created = List.copyOf(created);
            updated = List.copyOf(updated);
            released = List.copyOf(released);
            problems = List.copyOf(problems);
        }
    }

    private record Part(CalendarEvent event, Member member, int position) {

        String origin() {
            return ORIGIN + member.id().value() + ":" + event.uid();
        }
    }

    private final ZoneId zone;
    private final Function<CalendarEvent, List<Member>> owners;
    private final List<Assignment> existing;
    private final Map<String, Assignment> byOrigin = new HashMap<>();
    private final Occupancy occupancy = new Occupancy();
    private final List<Assignment> created = new ArrayList<>();
    private final List<Assignment> updated = new ArrayList<>();
    private final List<Assignment.Id> released = new ArrayList<>();
    private final List<LineProblem> problems = new ArrayList<>();
    private int unchanged;

    /** {@code owners} tells to whom an event belongs. */
    CalendarRules(ZoneId zone, Function<CalendarEvent, List<Member>> owners, List<Assignment> existing) {
        this.zone = zone;
        this.owners = owners;
        this.existing = List.copyOf(existing);
        existing.forEach(assignment -> byOrigin.put(assignment.origin(), assignment));
    }

    Plan plan(CalendarFile file) {
        problems.addAll(file.problems());
        List<Part> parts =
                file.events().stream().flatMap(event -> parts(event).stream()).toList();
        Set<String> touched = new HashSet<>();
        parts.forEach(part -> touched.add(part.origin()));
        existing.stream()
                .filter(assignment -> !touched.contains(assignment.origin()))
                .forEach(occupancy::add);
        for (Part part : parts) {
            try {
                place(part);
            } catch (EventFormatException e) {
                problems.add(new LineProblem(part.event().line(), e.getMessage()));
            }
        }
        return new Plan(created, updated, released, unchanged, problems);
    }

    private List<Part> parts(CalendarEvent event) {
        List<Part> parts = new ArrayList<>();
        for (Member member : owners.apply(event)) {
            parts.add(new Part(event, member, parts.size() + 1));
        }
        if (parts.isEmpty()) {
            problems.add(new LineProblem(event.line(), "No member is invited to this event; say whose calendar it is"));
        }
        return parts;
    }

    private void place(Part part) {
        Assignment known = byOrigin.get(part.origin());
        if (part.event().cancelled()) {
            cancel(part);
        } else if (known == null) {
            Assignment added = fresh(part);
            occupy(part, added);
            created.add(added);
        } else {
            Assignment moved = moved(part, known);
            occupy(part, moved);
            if (moved.equals(known)) {
                unchanged++;
            } else {
                updated.add(moved);
            }
        }
    }

    private void cancel(Part part) {
        Assignment known = byOrigin.get(part.origin());
        if (known != null && known.isPublished()) {
            released.add(known.id());
        } else {
            unchanged++;
        }
    }

    private void occupy(Part part, Assignment wanted) {
        Assignment.Holder holder = wanted.holder();
        occupancy.clash(holder.id(), wanted.interval()).ifPresent(work -> {
            throw new EventFormatException("%s already works %s".formatted(holder.name(), work.inWords(zone)));
        });
        occupancy.add(
                holder.id(),
                new Occupancy.Work(
                        wanted.title(),
                        wanted.interval(),
                        "line " + part.event().line()));
    }

    private static Assignment fresh(Part part) {
        CalendarEvent event = part.event();
        return new Assignment(
                Assignment.Id.fresh(),
                event.date(),
                Optional.empty(),
                event.title(),
                new Assignment.Holder(part.member().id(), part.member().name()),
                part.position(),
                event.interval(),
                Assignment.Source.CALENDAR,
                part.origin(),
                Assignment.Status.PUBLISHED,
                1);
    }

    /** Follows the event, and stays with whoever has it by now. */
    private static Assignment moved(Part part, Assignment known) {
        CalendarEvent event = part.event();
        return new Assignment(
                known.id(),
                event.date(),
                known.shift(),
                event.title(),
                known.holder(),
                known.position(),
                event.interval(),
                known.source(),
                known.origin(),
                Assignment.Status.PUBLISHED,
                known.version());
    }
}
