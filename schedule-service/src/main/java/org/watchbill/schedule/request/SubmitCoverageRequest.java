package org.watchbill.schedule.request;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.assignment.Assignments;
import org.watchbill.schedule.member.FindCaller;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.Members;

/** Asks that somebody else take an assignment: a member for their own, an administrator for anybody's. */
public final class SubmitCoverageRequest {

    private final Members members;
    private final FindCaller callers;
    private final Assignments assignments;
    private final ShiftRequests requests;
    private final InstantSource time;

    public SubmitCoverageRequest(
            Members members, FindCaller callers, Assignments assignments, ShiftRequests requests, InstantSource time) {
        this.members = members;
        this.callers = callers;
        this.assignments = assignments;
        this.requests = requests;
        this.time = time;
    }

    /** What would happen, without keeping anybody out. */
    CoverageDecision check(DbExecute database, Caller caller, CoverageWish wish) {
        UUID organisation = caller.organisation().id();
        Optional<Member> self = callers.find(database, caller);
        if (self.isEmpty() && !caller.isAdmin()) {
            return new CoverageDecision.Refused(FindCaller.UNKNOWN, Optional.empty());
        }
        Optional<Member> candidate =
                wish.candidateId().flatMap(id -> members.byId(database, organisation, new Member.Id(id)));
        if (wish.candidateId().isPresent() && candidate.isEmpty()) {
            return new CoverageDecision.Refused(
                    new Refusal(
                            ErrorCode.NOT_FOUND,
                            "There is no member with this id",
                            Optional.of("candidate_id"),
                            Optional.empty()),
                    Optional.empty());
        }
        return switch (new ChosenShift(assignments).find(database, caller, self, wish)) {
            case ChosenShift.Choice.None(Refusal refusal) -> new CoverageDecision.Refused(refusal, Optional.empty());
            case ChosenShift.Choice.One(Assignment assignment) -> decide(database, caller, assignment, self, candidate);
        };
    }

    /** Checks and does it. */
    CoverageDecision submit(DbTransaction transaction, Caller caller, CoverageWish wish, ShiftRequest.Id id) {
        return switch (check(transaction, caller, wish)) {
            case CoverageDecision.Refused refused -> refused;
            case CoverageDecision.Allowed allowed ->
                submitLocked(transaction, caller, wish.about(allowed.assignment()), allowed, id);
        };
    }

    /** Nobody else writes what the rules look at once the rows are locked, so the second check is the one that counts. */
    private CoverageDecision submitLocked(
            DbTransaction transaction,
            Caller caller,
            CoverageWish wish,
            CoverageDecision.Allowed first,
            ShiftRequest.Id id) {
        UUID organisation = caller.organisation().id();
        List<Member.Id> locked =
                new ArrayList<>(List.of(first.assignment().holder().id()));
        first.candidate().map(Member::id).ifPresent(locked::add);
        members.lock(transaction, organisation, locked);
        assignments.lock(transaction, organisation, first.assignment().id());
        callers.findAndLink(transaction, caller);
        CoverageDecision decision = check(transaction, caller, wish);
        if (decision instanceof CoverageDecision.Allowed allowed) {
            requests.insert(transaction, organisation, request(allowed, wish, id), caller.subject());
        }
        return decision;
    }

    private CoverageDecision decide(
            DbExecute database,
            Caller caller,
            Assignment assignment,
            Optional<Member> self,
            Optional<Member> candidate) {
        UUID organisation = caller.organisation().id();
        if (!caller.isAdmin()
                && self.filter(member -> assignment.isHeldBy(member.id())).isEmpty()) {
            return CoverageDecision.refused(
                    assignment,
                    Refusal.of(
                            ErrorCode.FORBIDDEN_ROLE,
                            "Only an administrator may ask for cover of somebody else's shift"));
        }
        Optional<Refusal> objection = CoverageRules.toAsk(
                        assignment, time.instant(), requests.live(database, organisation, assignment.id()))
                .or(() -> candidate.flatMap(member -> CoverageRules.toTake(
                        assignment,
                        member,
                        assignments.overlapping(database, organisation, assignment.interval()),
                        caller.organisation().zone())));
        return objection
                .map(refusal -> CoverageDecision.refused(assignment, refusal))
                .orElseGet(() -> new CoverageDecision.Allowed(assignment, candidate));
    }

    private ShiftRequest request(CoverageDecision.Allowed allowed, CoverageWish wish, ShiftRequest.Id id) {
        Instant now = time.instant();
        return new ShiftRequest(
                id,
                ShiftRequest.Kind.COVERAGE,
                allowed.assignment().id(),
                allowed.assignment().holder(),
                allowed.candidate().map(member -> new Assignment.Holder(member.id(), member.name())),
                wish.reason().map(String::strip).filter(reason -> !reason.isEmpty()),
                allowed.candidate().isPresent() ? ShiftRequest.State.PENDING_APPROVAL : ShiftRequest.State.OPEN,
                Optional.empty(),
                now,
                1);
    }
}
