package org.watchbill.schedule.request;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.page.Cursor;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;

/** The shift_request and request_event tables. */
public final class ShiftRequests {

    private static final String SELECT = """
            SELECT r.id, r.kind, r.assignment_id, r.requester_id, q.name AS requester_name, r.candidate_id,
                   c.name AS candidate_name, r.reason, r.state, r.decision_note, r.created_at, r.version
            FROM shift_request r
            JOIN assignment a ON a.id = r.assignment_id
            JOIN member q ON q.id = r.requester_id
            LEFT JOIN member c ON c.id = r.candidate_id
            WHERE r.organisation_id = CAST(:organisation AS UUID)
            """;

    /** Which live requests a list shows: about shifts that start in {@code starts}. */
    record Filter(
            Optional<ShiftRequest.Kind> kind, Optional<UUID> team, Optional<Member.Id> concerned, Interval starts) {}

    /** How a request was decided, and by whom. */
    public record Decision(ShiftRequest.State state, String actor, Optional<String> note, Instant at) {}

    public Optional<ShiftRequest> byId(DbExecute database, UUID organisation, ShiftRequest.Id id) {
        return database.createGet(SELECT + "AND r.id = CAST(:id AS UUID)")
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute()
                .map(ShiftRequests::request);
    }

    public Optional<ShiftRequest> live(DbExecute database, UUID organisation, Assignment.Id assignment) {
        return database.createGet(SELECT + "AND r.live_assignment_id = CAST(:assignment AS UUID)")
                .addParam("organisation", organisation.toString())
                .addParam("assignment", assignment.value().toString())
                .execute()
                .map(ShiftRequests::request);
    }

    /** One more than {@code limit} live requests in order of id, which is no order in time but a stable one. */
    List<ShiftRequest> live(DbExecute database, UUID organisation, Filter filter, Cursor after, int limit) {
        return database.createQuery(SELECT + """
                        AND r.live_assignment_id IS NOT NULL
                        AND a.starts_at >= :since AND a.starts_at < :until
                        AND (CAST(:kind AS VARCHAR) IS NULL OR r.kind = CAST(:kind AS VARCHAR))
                        AND (CAST(:member AS UUID) IS NULL
                            OR r.requester_id = CAST(:member AS UUID) OR r.candidate_id = CAST(:member AS UUID))
                        AND (CAST(:team AS UUID) IS NULL OR r.requester_id IN (
                            SELECT member_id FROM team_member WHERE team_id = CAST(:team AS UUID)))
                        AND r.id > CAST(:after AS UUID)
                        ORDER BY r.id
                        FETCH FIRST :rows ROWS ONLY
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("since", Columns.parameter(filter.starts().start()))
                .addParam("until", Columns.parameter(filter.starts().end()))
                .addParam("kind", Columns.nullable(filter.kind().map(ShiftRequest.Kind::text)))
                .addParam("member", Columns.nullable(filter.concerned().map(Member.Id::value)))
                .addParam("team", Columns.nullable(filter.team()))
                .addParam("after", after.id().toString())
                .addParam("rows", limit + 1)
                .execute()
                .map(ShiftRequests::request)
                .toList();
    }

    /** Keeps other writers of this request out until the transaction ends. */
    public void lock(DbExecute transaction, UUID organisation, ShiftRequest.Id id) {
        transaction
                .createGet("""
                        SELECT id FROM shift_request
                        WHERE organisation_id = CAST(:organisation AS UUID) AND id = CAST(:id AS UUID)
                        FOR UPDATE
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute();
    }

    public void insert(DbExecute transaction, UUID organisation, ShiftRequest request, String actor) {
        transaction
                .createInsert("""
                        INSERT INTO shift_request
                            (id, organisation_id, kind, assignment_id, live_assignment_id, requester_id, candidate_id,
                             reason, state, submitted_by, created_at, version)
                        VALUES
                            (CAST(:id AS UUID), CAST(:organisation AS UUID), :kind, CAST(:assignment AS UUID),
                             CAST(:assignment AS UUID), CAST(:requester AS UUID), CAST(:candidate AS UUID),
                             :reason, :state, :actor, :at, 1)
                        """)
                .addParam("id", request.id().value().toString())
                .addParam("organisation", organisation.toString())
                .addParam("kind", request.kind().text())
                .addParam("assignment", request.assignment().value().toString())
                .addParam("requester", request.requester().id().value().toString())
                .addParam(
                        "candidate",
                        Columns.nullable(
                                request.candidate().map(holder -> holder.id().value())))
                .addParam("reason", Columns.nullable(request.reason()))
                .addParam("state", request.state().text())
                .addParam("actor", actor)
                .addParam("at", Columns.parameter(request.createdAt()))
                .execute();
        addEvent(
                transaction,
                organisation,
                request.id(),
                "submitted",
                new Decision(request.state(), actor, request.reason(), request.createdAt()));
    }

    /** Ends a live request. */
    public void decide(DbExecute transaction, UUID organisation, ShiftRequest.Id id, Decision decision) {
        transaction
                .createUpdate("""
                        UPDATE shift_request
                        SET state = :state, live_assignment_id = NULL, decided_by = :actor, decision_note = :note,
                            version = version + 1
                        WHERE organisation_id = CAST(:organisation AS UUID) AND id = CAST(:id AS UUID)
                        """)
                .addParam("state", decision.state().text())
                .addParam("actor", decision.actor())
                .addParam("note", Columns.nullable(decision.note()))
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute();
        addEvent(transaction, organisation, id, decision.state().text(), decision);
    }

    private static void addEvent(
            DbExecute transaction, UUID organisation, ShiftRequest.Id id, String happened, Decision decision) {
        transaction
                .createInsert("""
                        INSERT INTO request_event
                            (id, organisation_id, request_id, request_version, happened, actor, note, occurred_at)
                        SELECT CAST(:event AS UUID), r.organisation_id, r.id, r.version, CAST(:happened AS VARCHAR),
                               CAST(:actor AS VARCHAR), CAST(:note AS VARCHAR), CAST(:at AS TIMESTAMP(6) WITH TIME ZONE)
                        FROM shift_request r
                        WHERE r.organisation_id = CAST(:organisation AS UUID) AND r.id = CAST(:id AS UUID)
                        """)
                .addParam("event", UUID.randomUUID().toString())
                .addParam("happened", happened)
                .addParam("actor", decision.actor())
                .addParam("note", Columns.nullable(decision.note()))
                .addParam("at", Columns.parameter(decision.at()))
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute();
    }

    private static ShiftRequest request(DbRow row) {
        return new ShiftRequest(
                new ShiftRequest.Id(Columns.uuid(row, "id")),
                ShiftRequest.Kind.valueOf(Columns.text(row, "kind").toUpperCase(Locale.ROOT)),
                new Assignment.Id(Columns.uuid(row, "assignment_id")),
                new Assignment.Holder(
                        new Member.Id(Columns.uuid(row, "requester_id")), Columns.text(row, "requester_name")),
                Columns.optionalUuid(row, "candidate_id")
                        .map(id -> new Assignment.Holder(new Member.Id(id), Columns.text(row, "candidate_name"))),
                Columns.optionalText(row, "reason"),
                ShiftRequest.State.valueOf(Columns.text(row, "state").toUpperCase(Locale.ROOT)),
                Columns.optionalText(row, "decision_note"),
                Columns.instant(row, "created_at"),
                Columns.number(row, "version"));
    }
}
