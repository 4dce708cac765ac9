package org.watchbill.schedule.coverage;

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
import org.watchbill.schedule.request.ShiftRequest;
import org.watchbill.schedule.request.ShiftRequests;

/** Asks that somebody else take an assignment: a member for their own, an administrator for anybody's. */
public final class SubmitCoverageRequest {

    private static final Refusal LIVE =
            Refusal.of(ErrorCode.CONFLICT, "There is a live request for this shift already");
    private static final Refusal FOREIGN =
            Refusal.of(ErrorCode.FORBIDDEN_ROLE, "Only an administrator may ask for cover of somebody else's shift");
    private static final Refusal NO_CANDIDATE = new Refusal(
            ErrorCode.NOT_FOUND, "There is no member with this id", Optional.of("candidate_id"), Optional.empty());

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
        Asker asker = new Asker(caller, callers.find(database, caller));
        if (asker.member().isEmpty() && !caller.isAdmin()) {
            return new CoverageDecision.Refused(FindCaller.UNKNOWN, Optional.empty());
        }
        return switch (new ChosenShift(assignments).find(database, asker, wish)) {
            case ChosenShift.Choice.None(Refusal refusal) -> new CoverageDecision.Refused(refusal, Optional.empty());
            case ChosenShift.Choice.One(Assignment assignment) -> decide(database, asker, assignment, wish);
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

    private CoverageDecision decide(DbExecute database, Asker asker, Assignment assignment, CoverageWish wish) {
        UUID organisation = asker.caller().organisation().id();
        Optional<Member> candidate =
                wish.candidateId().flatMap(id -> members.byId(database, organisation, new Member.Id(id)));
        return objection(asker, assignment)
                .or(() -> requests.live(database, organisation, assignment.id()).map(live -> LIVE))
                .or(() -> wish.candidateId().isPresent() && candidate.isEmpty()
                        ? Optional.of(NO_CANDIDATE)
                        : Optional.empty())
                .or(() -> candidate.flatMap(member -> CoverageRules.toTake(
                        assignment,
                        member,
                        assignments.overlapping(database, organisation, assignment.interval()),
                        asker.caller().organisation().zone())))
                .map(refusal -> CoverageDecision.refused(assignment, refusal))
                .orElseGet(() -> new CoverageDecision.Allowed(assignment, candidate));
    }

    private Optional<Refusal> objection(Asker asker, Assignment assignment) {
        return asker.mayAskAbout(assignment) ? CoverageRules.toAsk(assignment, time.instant()) : Optional.of(FOREIGN);
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
