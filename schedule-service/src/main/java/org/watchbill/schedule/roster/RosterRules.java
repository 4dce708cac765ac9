package org.watchbill.schedule.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Occupancy;
import org.watchbill.schedule.bulk.CsvFormatException;
import org.watchbill.schedule.bulk.LineProblem;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.shifttype.ShiftHours;
import org.watchbill.schedule.shifttype.ShiftType;

/** Turns the lines of a roster into assignments, against the schedule as it is; one instance a file. */
final class RosterRules {

    static final String ORIGIN = "roster:";

    private record Slot(ShiftType.Id shift, LocalDate date, int position) {}

    private final List<ShiftType> shiftTypes;
    private final Crew crew;
    private final Map<String, Assignment> byOrigin = new HashMap<>();
    private final Occupancy occupancy = new Occupancy();
    private final Map<Slot, String> held = new HashMap<>();
    private final Set<Slot> wanted = new HashSet<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<Assignment> created = new ArrayList<>();
    private final List<LineProblem> skipped = new ArrayList<>();
    private int unchanged;

    RosterRules(List<ShiftType> shiftTypes, Crew crew, List<Assignment> existing) {
        this.shiftTypes = List.copyOf(shiftTypes);
        this.crew = crew;
        for (Assignment assignment : existing) {
            byOrigin.put(assignment.origin(), assignment);
            occupancy.add(assignment);
            if (assignment.isPublished()) {
                assignment
                        .shift()
                        .ifPresent(shift -> held.put(
                                new Slot(shift.id(), assignment.date(), assignment.position()),
                                assignment.holder().name() + " in the schedule"));
            }
        }
    }

    RosterPlan plan(List<RosterLine> lines, List<LineProblem> unreadable) {
        List<LineProblem> problems = new ArrayList<>(unreadable);
        lines.forEach(line -> line.position()
                .ifPresent(position ->
                        shiftType(line).ifPresent(type -> wanted.add(new Slot(type.id(), line.date(), position)))));
        for (RosterLine line : lines) {
            try {
                add(line);
            } catch (CsvFormatException e) {
                problems.add(e.problem());
            }
        }
        return new RosterPlan(crew.added(), created, unchanged, skipped, problems);
    }

    private void add(RosterLine line) {
        ShiftType type = shiftType(line).orElseThrow(() -> refused(line, "No shift is called '" + line.shift() + "'"));
        Member member = crew.named(line);
        ShiftHours hours = type.hoursOn(line.date())
                .orElseThrow(() -> refused(
                        line,
                        "%s has no hours on a %s"
                                .formatted(type.name(), line.date().getDayOfWeek())));
        String origin = ORIGIN + line.date() + ":" + type.id().value() + ":"
                + member.id().value();
        Integer other = seen.putIfAbsent(origin, line.line());
        if (other != null) {
            throw refused(line, "Line %d has the same date, shift and member".formatted(other));
        }
        Assignment known = byOrigin.get(origin);
        Optional<Interval> interval = hours.on(line.date(), type.zone().getRules());
        if (known != null) {
            repeat(line, known);
        } else if (interval.isEmpty()) {
            skipped.add(
                    new LineProblem(line.line(), "A change of the clocks leaves nothing of this shift on that day"));
        } else {
            create(line, type, member, interval.get(), origin);
        }
    }

    private void repeat(RosterLine line, Assignment known) {
        if (line.position().filter(position -> position != known.position()).isPresent()) {
            throw refused(line, "This shift is in the schedule already, at position " + known.position());
        }
        unchanged++;
    }

    private void create(RosterLine line, ShiftType type, Member member, Interval interval, String origin) {
        occupancy.clash(member.id(), interval).ifPresent(work -> {
            throw refused(line, "%s already works %s".formatted(member.name(), work.inWords(type.zone())));
        });
        Slot slot = slot(line, type);
        String holder = held.putIfAbsent(slot, member.name() + " in line " + line.line());
        if (holder != null) {
            throw refused(line, "Position %d of this shift is taken by %s".formatted(slot.position(), holder));
        }
        occupancy.add(member.id(), new Occupancy.Work(type.name(), interval, "line " + line.line()));
        created.add(new Assignment(
                Assignment.Id.fresh(),
                line.date(),
                Optional.of(new Assignment.Shift(type.id(), type.code())),
                type.name(),
                new Assignment.Holder(member.id(), member.name()),
                slot.position(),
                interval,
                Assignment.Source.ROSTER,
                origin,
                Assignment.Status.PUBLISHED,
                1));
    }

    /** The position of the line, or the first that nobody has and no line asks for. */
    private Slot slot(RosterLine line, ShiftType type) {
        if (line.position().isPresent()) {
            return new Slot(type.id(), line.date(), line.position().get());
        }
        for (int position = 1; position <= 99; position++) {
            Slot slot = new Slot(type.id(), line.date(), position);
            if (!held.containsKey(slot) && !wanted.contains(slot)) {
                return slot;
            }
        }
        throw refused(line, "All 99 positions of this shift are taken");
    }

    private Optional<ShiftType> shiftType(RosterLine line) {
        return shiftTypes.stream()
                .filter(type -> type.code().equalsIgnoreCase(line.shift()))
                .findFirst()
                .or(() -> shiftTypes.stream()
                        .filter(type -> type.isCalled(line.shift()))
                        .findFirst());
    }

    private static CsvFormatException refused(RosterLine line, String message) {
        return new CsvFormatException(line.line(), message);
    }
}
