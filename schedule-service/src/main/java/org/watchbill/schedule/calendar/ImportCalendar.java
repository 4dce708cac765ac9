package org.watchbill.schedule.calendar;

import static java.util.Comparator.naturalOrder;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Assignments;
import org.watchbill.schedule.bulk.ImportOutcome;
import org.watchbill.schedule.bulk.LineProblem;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.Members;
import org.watchbill.schedule.organisation.Organisations;

/** Brings the events of an iCalendar file into the schedule, all or none; an event is known again by its UID. */
public final class ImportCalendar {

    private final Organisations organisations;
    private final Members members;
    private final Assignments assignments;
    private final ZoneNames zoneNames = ZoneNames.load();

    public ImportCalendar(Organisations organisations, Members members, Assignments assignments) {
        this.organisations = organisations;
        this.members = members;
        this.assignments = assignments;
    }

    /** Every event belongs to the member with the e-mail address {@code owner}. */
    public ImportOutcome runFor(
            String owner, DbTransaction transaction, Caller.Organisation organisation, byte[] content) {
        return run(transaction, organisation, content, everybody -> {
            Member member = owner(everybody, owner);
            return event -> List.of(member);
        });
    }

    /** Each event belongs to those members whom it invites. */
    public ImportOutcome run(DbTransaction transaction, Caller.Organisation organisation, byte[] content) {
        return run(transaction, organisation, content, ImportCalendar::invited);
    }

    private ImportOutcome run(
            DbTransaction transaction,
            Caller.Organisation organisation,
            byte[] content,
            Function<List<Member>, Function<CalendarEvent, List<Member>>> ownersAmong) {
        CalendarFile file;
        try {
            file = CalendarFile.read(content, new EventReader(organisation.zone(), zoneNames));
        } catch (CalendarFormatException e) {
            return new ImportOutcome.Rejected(List.of(new LineProblem(1, e.getMessage())));
        }
        organisations.rememberAndLock(transaction, organisation);
        List<Member> everybody = members.allLocked(transaction, organisation.id());
        CalendarRules rules = new CalendarRules(
                organisation.zone(), ownersAmong.apply(everybody), existing(transaction, organisation.id(), file));
        CalendarRules.Plan plan = rules.plan(file);
        return plan.problems().isEmpty()
                ? store(transaction, organisation.id(), plan)
                : new ImportOutcome.Rejected(plan.problems());
    }

    private static Function<CalendarEvent, List<Member>> invited(List<Member> everybody) {
        Map<String, Member> byEmail = new HashMap<>();
        everybody.stream()
                .filter(Member::active)
                .forEach(member -> member.contact().email().ifPresent(email -> byEmail.put(email, member)));
        return event -> event.attendees().stream()
                .filter(byEmail::containsKey)
                .map(byEmail::get)
                .toList();
    }

    private static Member owner(List<Member> everybody, String email) {
        return everybody.stream()
                .filter(Member::active)
                .filter(member ->
                        member.contact().email().filter(email::equalsIgnoreCase).isPresent())
                .findFirst()
                .orElseThrow(() -> new RefusedException(new Refusal(
                        ErrorCode.NOT_FOUND,
                        "No active member has this e-mail address",
                        Optional.of("member"),
                        Optional.empty())));
    }

    /** What came from calendars before, wherever it is in time, and everything around the events. */
    private List<Assignment> existing(DbTransaction transaction, UUID organisation, CalendarFile file) {
        Set<Assignment> found =
                new LinkedHashSet<>(assignments.byOrigin(transaction, organisation, CalendarRules.ORIGIN));
        if (!file.events().isEmpty()) {
            found.addAll(assignments.around(transaction, organisation, span(file)));
        }
        return new ArrayList<>(found);
    }

    private static Interval span(CalendarFile file) {
        List<Interval> all = file.events().stream().map(CalendarEvent::interval).toList();
        Instant first = all.stream().map(Interval::start).min(naturalOrder()).orElseThrow();
        Instant last = all.stream().map(Interval::end).max(naturalOrder()).orElseThrow();
        return new Interval(first.minus(Duration.ofDays(1)), last.plus(Duration.ofDays(1)));
    }

    private ImportOutcome store(DbTransaction transaction, UUID organisation, CalendarRules.Plan plan) {
        plan.released().forEach(id -> assignments.release(transaction, organisation, id));
        plan.updated().forEach(changed -> assignments.reschedule(transaction, organisation, changed));
        plan.created().forEach(assignment -> assignments.insert(transaction, organisation, assignment));
        return new ImportOutcome.Imported(
                "calendar",
                plan.created().size(),
                plan.updated().size(),
                plan.unchanged(),
                plan.released().size(),
                0,
                List.of());
    }
}
