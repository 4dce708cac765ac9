package org.watchbill.schedule.calendar;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Occupancy;
import org.watchbill.schedule.bulk.LineProblem;
import org.watchbill.schedule.clock.Interval;
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
    private final Map<String, Member> byEmail = new HashMap<>();
    private final Optional<Member> owner;
    private final List<Assignment> existing;
    private final Map<String, Assignment> byOrigin = new HashMap<>();
    private final Occupancy occupancy = new Occupancy();
    private final List<Assignment> created = new ArrayList<>();
    private final List<Assignment> updated = new ArrayList<>();
    private final List<Assignment.Id> released = new ArrayList<>();
    private final List<LineProblem> problems = new ArrayList<>();
    private int unchanged;

    /** Events belong to {@code owner} if there is one, else to those members whom they invite. */
    CalendarRules(ZoneId zone, List<Member> members, Optional<Member> owner, List<Assignment> existing) {
        this.zone = zone;
        this.owner = owner;
        this.existing = List.copyOf(existing);
        members.stream()
                .filter(Member::active)
                .forEach(member -> member.contact().email().ifPresent(email -> byEmail.put(email, member)));
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
        if (owner.isPresent()) {
            return List.of(new Part(event, owner.get(), 1));
        }
        List<Part> parts = new ArrayList<>();
        for (String attendee : event.attendees()) {
            Member member = byEmail.get(attendee);
            if (member != null) {
                parts.add(new Part(event, member, parts.size() + 1));
            }
        }
        if (parts.isEmpty()) {
            problems.add(new LineProblem(event.line(), "No member is invited to this event; say whose calendar it is"));
        }
        return parts;
    }

    private void place(Part part) {
        Assignment known = byOrigin.get(part.origin());
        if (part.event().cancelled()) {
            cancel(Optional.ofNullable(known));
            return;
        }
        Assignment wanted = assignment(part, Optional.ofNullable(known));
        occupancy.clash(wanted.holder().id(), wanted.interval()).ifPresent(work -> {
            throw new EventFormatException(
                    "%s already works %s".formatted(wanted.holder().name(), work.inWords(zone)));
        });
        occupancy.add(
                wanted.holder().id(),
                new Occupancy.Work(
                        wanted.title(),
                        wanted.interval(),
                        "line " + part.event().line()));
        if (known == null) {
            created.add(wanted);
        } else if (known.equals(wanted)) {
            unchanged++;
        } else {
            updated.add(wanted);
        }
    }

    private void cancel(Optional<Assignment> known) {
        known.filter(Assignment::isPublished)
                .ifPresentOrElse(assignment -> released.add(assignment.id()), () -> unchanged++);
    }

    /** A known assignment keeps its identity and whoever has it by now. */
    private static Assignment assignment(Part part, Optional<Assignment> known) {
        CalendarEvent event = part.event();
        Interval interval = event.interval();
        return new Assignment(
                known.map(Assignment::id).orElseGet(Assignment.Id::fresh),
                event.date(),
                Optional.empty(),
                event.title(),
                known.map(Assignment::holder)
                        .orElseGet(() -> new Assignment.Holder(
                                part.member().id(), part.member().name())),
                known.map(Assignment::position).orElse(part.position()),
                interval,
                known.map(Assignment::source).orElse(Assignment.Source.CALENDAR),
                part.origin(),
                Assignment.Status.PUBLISHED,
                known.map(Assignment::version).orElse(1L));
    }
}
