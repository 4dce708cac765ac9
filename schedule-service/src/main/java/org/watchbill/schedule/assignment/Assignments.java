package org.watchbill.schedule.assignment;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.shifttype.ShiftType;

/** The assignment table. */
public final class Assignments {

    private static final String COLUMNS = """
            SELECT a.id, a.shift_date, a.shift_type_id, t.code, a.title, a.member_id, m.name AS member_name, a.position,
                   a.starts_at, a.ends_at, a.source, a.origin, a.status, a.version
            """;
    private static final String JOINED = """
            JOIN member m ON m.id = a.member_id
            LEFT JOIN shift_type t ON t.id = a.shift_type_id
            """;
    private static final String SELECT = COLUMNS + "FROM assignment a\n" + JOINED + """
            WHERE a.organisation_id = CAST(:organisation AS UUID)
            """;

    /** The assignments of one member or of all, in a stretch of time. */
    public record Selection(Optional<Member.Id> member, Interval window) {

        public static Selection of(Member.Id member, Interval window) {
            return new Selection(Optional.of(member), window);
        }

        public static Selection of(Interval window) {
            return new Selection(Optional.empty(), window);
        }
    }

    /** Published assignments that have a moment in common with {@code window}, in order of start. */
    public List<Assignment> overlapping(DbExecute database, UUID organisation, Interval window) {
        return database.createQuery(SELECT + """
                        AND a.status = 'published' AND a.starts_at < :until AND a.ends_at > :since
                        ORDER BY a.starts_at, a.position, a.id
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("until", Columns.parameter(window.end()))
                .addParam("since", Columns.parameter(window.start()))
                .execute()
                .map(Assignments::assignment)
                .toList();
    }

    /** All assignments, also released ones, that have a moment in common with {@code window}. */
    public List<Assignment> around(DbExecute database, UUID organisation, Interval window) {
        return database.createQuery(
                        SELECT + "AND a.starts_at < :until AND a.ends_at > :since ORDER BY a.starts_at, a.id")
                .addParam("organisation", organisation.toString())
                .addParam("until", Columns.parameter(window.end()))
                .addParam("since", Columns.parameter(window.start()))
                .execute()
                .map(Assignments::assignment)
                .toList();
    }

    /**
     * Of each shift by title, the published assignments of the filter's team that start first after {@code instant}. The
     * window function reads the future once, whatever the planner believes about it.
     */
    public List<Assignment> nextOfEachShift(
            DbExecute database, UUID organisation, Instant instant, FindOnCall.Filter filter) {
        return database.createQuery(COLUMNS + """
                        FROM (
                            SELECT e.*, RANK() OVER (PARTITION BY e.title ORDER BY e.starts_at) AS place
                            FROM assignment e
                            WHERE e.organisation_id = CAST(:organisation AS UUID) AND e.status = 'published'
                              AND e.starts_at > :instant AND e.ends_at > :instant
                              AND (CAST(:team AS UUID) IS NULL OR e.member_id IN (
                                  SELECT member_id FROM team_member WHERE team_id = CAST(:team AS UUID)))) a
                        """ + JOINED + """
                        WHERE a.place = 1
                        ORDER BY a.starts_at, a.position, a.id
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("instant", Columns.parameter(instant))
                .addParam("team", Columns.nullable(filter.team()))
                .execute()
                .map(Assignments::assignment)
                .toList();
    }

    /** Published assignments in order of start. */
    public Page<Assignment> page(DbExecute database, UUID organisation, Selection selection, Cursor after, int limit) {
        List<Assignment> found = database.createQuery(SELECT + """
                        AND a.status = 'published' AND a.starts_at < :until AND a.ends_at > :since
                        AND (CAST(:member AS UUID) IS NULL OR a.member_id = CAST(:member AS UUID))
                        AND (a.starts_at > :key OR (a.starts_at = :key AND a.id > CAST(:after AS UUID)))
                        ORDER BY a.starts_at, a.id
                        FETCH FIRST :rows ROWS ONLY
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("until", Columns.parameter(selection.window().end()))
                .addParam("since", Columns.parameter(selection.window().start()))
                .addParam("member", Columns.nullable(selection.member().map(Member.Id::value)))
                .addParam("key", Columns.parameter(after.instant()))
                .addParam("after", after.id().toString())
                .addParam("rows", limit + 1)
                .execute()
                .map(Assignments::assignment)
                .toList();
        return Page.cut(
                found,
                limit,
                last -> new Cursor(last.interval().start().toString(), last.id().value()));
    }

    /** Published assignments that start on one local date. */
    public List<Assignment> onDate(DbExecute database, UUID organisation, LocalDate date) {
        return database.createQuery(SELECT + """
                        AND a.status = 'published' AND a.shift_date = :date
                        ORDER BY a.starts_at, a.position, a.id
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("date", date)
                .execute()
                .map(Assignments::assignment)
                .toList();
    }

    public Optional<Assignment> byId(DbExecute database, UUID organisation, Assignment.Id id) {
        return database.createGet(SELECT + "AND a.id = CAST(:id AS UUID)")
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute()
                .map(Assignments::assignment);
    }

    /** All that came from imports of one kind, as their origin's prefix names it. */
    public List<Assignment> byOrigin(DbExecute database, UUID organisation, String prefix) {
        return database.createQuery(SELECT + "AND SUBSTRING(a.origin, 1, CAST(:length AS INTEGER)) = :prefix")
                .addParam("organisation", organisation.toString())
                .addParam("length", prefix.length())
                .addParam("prefix", prefix)
                .execute()
                .map(Assignments::assignment)
                .toList();
    }

    /** Keeps other writers of this assignment out until the transaction ends. */
    public void lock(DbExecute transaction, UUID organisation, Assignment.Id id) {
        transaction
                .createGet("""
                        SELECT id FROM assignment
                        WHERE organisation_id = CAST(:organisation AS UUID) AND id = CAST(:id AS UUID)
                        FOR UPDATE
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute();
    }

    public void insert(DbExecute transaction, UUID organisation, Assignment assignment) {
        transaction
                .createInsert("""
                        INSERT INTO assignment
                            (id, organisation_id, shift_date, shift_type_id, title, member_id, position, held_position,
                             starts_at, ends_at, source, origin, status, version)
                        VALUES
                            (CAST(:id AS UUID), CAST(:organisation AS UUID), :date, CAST(:shift AS UUID), :title,
                             CAST(:member AS UUID), :position, :position, :starts, :ends, :source, :origin, 'published', 1)
                        """)
                .addParam("id", assignment.id().value().toString())
                .addParam("organisation", organisation.toString())
                .addParam("date", assignment.date())
                .addParam(
                        "shift",
                        Columns.nullable(
                                assignment.shift().map(shift -> shift.id().value())))
                .addParam("title", assignment.title())
                .addParam("member", assignment.holder().id().value().toString())
                .addParam("position", assignment.position())
                .addParam("starts", Columns.parameter(assignment.interval().start()))
                .addParam("ends", Columns.parameter(assignment.interval().end()))
                .addParam("source", assignment.source().text())
                .addParam("origin", assignment.origin())
                .execute();
    }

    /** Gives an assignment to another member, as a granted request does. */
    public void give(DbExecute transaction, UUID organisation, Assignment.Id id, Member.Id to) {
        transaction
                .createUpdate("""
                        UPDATE assignment
                        SET member_id = CAST(:member AS UUID), source = 'coverage', version = version + 1
                        WHERE organisation_id = CAST(:organisation AS UUID) AND id = CAST(:id AS UUID)
                        """)
                .addParam("member", to.value().toString())
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute();
    }

    /** Publishes what an event of a calendar says now about an assignment that came from it. */
    public void reschedule(DbExecute transaction, UUID organisation, Assignment changed) {
        transaction
                .createUpdate("""
                        UPDATE assignment
                        SET shift_date = :date, title = :title, starts_at = :starts, ends_at = :ends,
                            status = 'published', held_position = position, version = version + 1
                        WHERE organisation_id = CAST(:organisation AS UUID) AND id = CAST(:id AS UUID)
                        """)
                .addParam("date", changed.date())
                .addParam("title", changed.title())
                .addParam("starts", Columns.parameter(changed.interval().start()))
                .addParam("ends", Columns.parameter(changed.interval().end()))
                .addParam("organisation", organisation.toString())
                .addParam("id", changed.id().value().toString())
                .execute();
    }

    /** Ends that the assignment counts; it stays as history. */
    public void release(DbExecute transaction, UUID organisation, Assignment.Id id) {
        transaction
                .createUpdate("""
                        UPDATE assignment
                        SET status = 'released', held_position = NULL, version = version + 1
                        WHERE organisation_id = CAST(:organisation AS UUID) AND id = CAST(:id AS UUID)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute();
    }

    private static Assignment assignment(DbRow row) {
        return new Assignment(
                new Assignment.Id(Columns.uuid(row, "id")),
                Columns.date(row, "shift_date"),
                Columns.optionalUuid(row, "shift_type_id")
                        .map(id -> new Assignment.Shift(new ShiftType.Id(id), Columns.text(row, "code"))),
                Columns.text(row, "title"),
                new Assignment.Holder(new Member.Id(Columns.uuid(row, "member_id")), Columns.text(row, "member_name")),
                (int) Columns.number(row, "position"),
                new Interval(Columns.instant(row, "starts_at"), Columns.instant(row, "ends_at")),
                Assignment.Source.valueOf(Columns.text(row, "source").toUpperCase(Locale.ROOT)),
                Columns.text(row, "origin"),
                Assignment.Status.valueOf(Columns.text(row, "status").toUpperCase(Locale.ROOT)),
                Columns.number(row, "version"));
    }
}
