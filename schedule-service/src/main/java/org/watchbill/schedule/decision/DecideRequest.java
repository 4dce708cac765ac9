package org.watchbill.schedule.decision;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Assignments;
import org.watchbill.schedule.coverage.CoverageRules;
import org.watchbill.schedule.member.FindCaller;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.Members;
import org.watchbill.schedule.request.RequestView;
import org.watchbill.schedule.request.ShiftRequest;
import org.watchbill.schedule.request.ShiftRequests;

/** Grants a request, and with it moves the assignment in the same transaction, or denies it. */
public final class DecideRequest {

    private final Members members;
    private final FindCaller callers;
    private final Assignments assignments;
    private final ShiftRequests requests;
    private final InstantSource time;

    public DecideRequest(
            Members members, FindCaller callers, Assignments assignments, ShiftRequests requests, InstantSource time) {
        this.members = members;
        this.callers = callers;
        this.assignments = assignments;
        this.requests = requests;
        this.time = time;
    }

    /** What would happen, without keeping anybody out. */
    DecisionCheck check(DbExecute database, Caller caller, DecisionOrder order) {
        UUID organisation = caller.organisation().id();
        Change.Target target =
                new Change.Target("request", order.request().value().toString());
        Optional<ShiftRequest> found = requests.byId(database, organisation, order.request());
        Optional<Assignment> shift =
                found.flatMap(request -> assignments.byId(database, organisation, request.assignment()));
        if (found.isEmpty() || shift.isEmpty()) {
            return new DecisionCheck.Refused(
                    new Refusal(
                            ErrorCode.NOT_FOUND,
                            "There is no request with this id",
                            Optional.of("request_id"),
                            Optional.empty()),
                    target);
        }
        return objection(database, caller, order, found.get(), shift.get())
                .<DecisionCheck>map(refusal -> new DecisionCheck.Refused(refusal, target))
                .orElseGet(() -> new DecisionCheck.Allowed(found.get(), shift.get()));
    }

    /** Checks and does it. */
    DecisionCheck decide(DbTransaction transaction, Caller caller, DecisionOrder order) {
        UUID organisation = caller.organisation().id();
        requests.byId(transaction, organisation, order.request())
                .ifPresent(request -> lock(transaction, organisation, request));
        callers.findAndLink(transaction, caller);
        DecisionCheck check = check(transaction, caller, order);
        if (check instanceof DecisionCheck.Allowed(ShiftRequest request, Assignment assignment)) {
            boolean granted = order.verdict() == DecisionOrder.Verdict.APPROVE;
            if (granted) {
                assignments.give(
                        transaction,
                        organisation,
                        assignment.id(),
                        request.candidate().orElseThrow().id());
            }
            ShiftRequest.State state = granted ? ShiftRequest.State.APPLIED : ShiftRequest.State.DENIED;
            requests.decide(
                    transaction,
                    organisation,
                    request.id(),
                    new ShiftRequests.Decision(state, caller.subject(), order.note(), time.instant()));
        }
        return check;
    }

    /** Members, then assignment, then request, as everywhere. */
    private void lock(DbTransaction transaction, UUID organisation, ShiftRequest request) {
        List<Member.Id> locked = new ArrayList<>(List.of(request.requester().id()));
        request.candidate().map(Assignment.Holder::id).ifPresent(locked::add);
        members.lock(transaction, organisation, locked);
        assignments.lock(transaction, organisation, request.assignment());
        requests.lock(transaction, organisation, request.id());
    }

    private Optional<Refusal> objection(
            DbExecute database, Caller caller, DecisionOrder order, ShiftRequest request, Assignment assignment) {
        ZoneId zone = caller.organisation().zone();
        if (order.version().filter(version -> version != request.version()).isPresent()) {
            return Optional.of(Refusal.stale(
                    "The request has changed since you saw it", Json.tree(RequestView.of(request, assignment, zone))));
        }
        Optional<Refusal> objection = DecisionRules.toDecide(request);
        if (objection.isPresent() || order.verdict() == DecisionOrder.Verdict.DENY) {
            return objection;
        }
        return callers.find(database, caller)
                .flatMap(judge -> DecisionRules.toJudge(request, judge))
                .or(() -> DecisionRules.toGrant(request, assignment, time.instant()))
                .or(() -> toTake(database, caller, request, assignment));
    }

    private Optional<Refusal> toTake(DbExecute database, Caller caller, ShiftRequest request, Assignment assignment) {
        UUID organisation = caller.organisation().id();
        Member candidate = members.byId(
                        database,
                        organisation,
                        request.candidate().orElseThrow().id())
                .orElseThrow();
        return CoverageRules.toTake(
                assignment,
                candidate,
                assignments.overlapping(database, organisation, assignment.interval()),
                caller.organisation().zone());
    }
}
