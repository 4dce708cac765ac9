package org.watchbill.schedule.roster;

import static java.util.Comparator.naturalOrder;

import io.helidon.dbclient.DbTransaction;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Assignments;
import org.watchbill.schedule.bulk.CsvFile;
import org.watchbill.schedule.bulk.CsvFormatException;
import org.watchbill.schedule.bulk.CsvRow;
import org.watchbill.schedule.bulk.ImportOutcome;
import org.watchbill.schedule.bulk.LineProblem;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Members;
import org.watchbill.schedule.organisation.Organisations;
import org.watchbill.schedule.shifttype.ShiftTypes;

/** Adds the assignments of a roster file, all or none; lines that an earlier import brought change nothing. */
public final class ImportRoster {

    private final Organisations organisations;
    private final Members members;
    private final ShiftTypes shiftTypes;
    private final Assignments assignments;

    public ImportRoster(Organisations organisations, Members members, ShiftTypes shiftTypes, Assignments assignments) {
        this.organisations = organisations;
        this.members = members;
        this.shiftTypes = shiftTypes;
        this.assignments = assignments;
    }

    /** As {@link #run}, and adds members for names that nobody has. */
    public ImportOutcome runAddingMembers(DbTransaction transaction, Caller.Organisation organisation, byte[] content) {
        return run(transaction, organisation, content, Crew.Unknown.ADD);
    }

    public ImportOutcome run(DbTransaction transaction, Caller.Organisation organisation, byte[] content) {
        return run(transaction, organisation, content, Crew.Unknown.REFUSE);
    }

    private ImportOutcome run(
            DbTransaction transaction, Caller.Organisation organisation, byte[] content, Crew.Unknown unknown) {
        List<RosterLine> lines = new ArrayList<>();
        List<LineProblem> unreadable = new ArrayList<>();
        try {
            for (CsvRow row : CsvFile.read(content, RosterLine.COLUMNS).rows()) {
                read(row, lines, unreadable);
            }
        } catch (CsvFormatException e) {
            return new ImportOutcome.Rejected(List.of(e.problem()));
        }
        organisations.rememberAndLock(transaction, organisation);
        RosterPlan plan = plan(transaction, organisation, lines, unreadable, unknown);
        return plan.problems().isEmpty()
                ? store(transaction, organisation, plan)
                : new ImportOutcome.Rejected(plan.problems());
    }

    private static void read(CsvRow row, List<RosterLine> lines, List<LineProblem> unreadable) {
        try {
            lines.add(RosterLine.of(row));
        } catch (CsvFormatException e) {
            unreadable.add(e.problem());
        }
    }

    private RosterPlan plan(
            DbTransaction transaction,
            Caller.Organisation organisation,
            List<RosterLine> lines,
            List<LineProblem> unreadable,
            Crew.Unknown unknown) {
        Crew crew = new Crew(members.allLocked(transaction, organisation.id()), unknown);
        List<Assignment> existing =
                lines.isEmpty() ? List.of() : assignments.around(transaction, organisation.id(), neighbourhood(lines));
        return new RosterRules(shiftTypes.all(transaction, organisation.id()), crew, existing).plan(lines, unreadable);
    }

    private ImportOutcome store(DbTransaction transaction, Caller.Organisation organisation, RosterPlan plan) {
        plan.newMembers().forEach(member -> members.insert(transaction, organisation.id(), member));
        plan.newAssignments().forEach(assignment -> assignments.insert(transaction, organisation.id(), assignment));
        return new ImportOutcome.Imported(
                "roster",
                plan.newAssignments().size(),
                0,
                plan.unchanged(),
                0,
                plan.newMembers().size(),
                plan.skipped());
    }

    /** Wide enough for every shift that starts on one of the dates, in whatever zone. */
    private static Interval neighbourhood(List<RosterLine> lines) {
        LocalDate first =
                lines.stream().map(RosterLine::date).min(naturalOrder()).orElseThrow();
        LocalDate last =
                lines.stream().map(RosterLine::date).max(naturalOrder()).orElseThrow();
        return new Interval(
                first.minusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC),
                last.plusDays(4).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
