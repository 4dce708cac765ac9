package org.watchbill.schedule.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.NewMember;
import org.watchbill.schedule.request.ShiftRequest;

class DecisionRulesTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Member ANA = Member.add(NewMember.named("Ana Ruiz"));
    private static final Member BEN = Member.add(NewMember.named("Ben Okafor"));
    private static final Member CLEO = Member.add(NewMember.named("Cleo Hart"));

    @Test
    void whoIsConcernedDoesNotJudge() {
        ShiftRequest waiting = request(ShiftRequest.State.PENDING_APPROVAL, Optional.of(BEN));
        assertThat(DecisionRules.toJudge(waiting, CLEO)).isEmpty();
        String concerned = "Somebody who is neither the requester nor the candidate must approve this request";
        assertThat(message(DecisionRules.toJudge(waiting, ANA))).isEqualTo(concerned);
        assertThat(message(DecisionRules.toJudge(waiting, BEN))).isEqualTo(concerned);
    }

    @Test
    void theShiftIsStillToComeAndTheRequesters() {
        ShiftRequest waiting = request(ShiftRequest.State.PENDING_APPROVAL, Optional.of(BEN));
        Assignment shift = shift(ANA, 0, 60, Assignment.Status.PUBLISHED);
        Instant before = START.minusSeconds(1);
        assertThat(DecisionRules.toGrant(waiting, shift, before)).isEmpty();
        assertThat(message(DecisionRules.toGrant(request(ShiftRequest.State.OPEN, Optional.empty()), shift, before)))
                .isEqualTo("Nobody is named who would take the shift; the request is still open");
        assertThat(message(DecisionRules.toGrant(waiting, shift(CLEO, 0, 60, Assignment.Status.PUBLISHED), before)))
                .isEqualTo("The shift is no longer Ana Ruiz's");
        assertThat(message(DecisionRules.toGrant(waiting, shift(ANA, 0, 60, Assignment.Status.RELEASED), before)))
                .isEqualTo("The shift is no longer Ana Ruiz's");
        assertThat(message(DecisionRules.toGrant(waiting, shift, START))).isEqualTo("The shift has begun");
    }

    @Test
    void whatIsDecidedIsNotDecidedAgain() {
        assertThat(DecisionRules.toDecide(request(ShiftRequest.State.OPEN, Optional.empty())))
                .isEmpty();
        assertThat(message(DecisionRules.toDecide(request(ShiftRequest.State.DENIED, Optional.of(BEN)))))
                .isEqualTo("The request is denied already");
    }

    private static String message(Optional<Refusal> refusal) {
        return refusal.map(Refusal::message).orElse("");
    }

    private static ShiftRequest request(ShiftRequest.State state, Optional<Member> candidate) {
        return new ShiftRequest(
                ShiftRequest.Id.fresh(),
                ShiftRequest.Kind.COVERAGE,
                Assignment.Id.fresh(),
                new Assignment.Holder(ANA.id(), ANA.name()),
                candidate.map(member -> new Assignment.Holder(member.id(), member.name())),
                Optional.empty(),
                state,
                Optional.empty(),
                START.minusSeconds(3_600),
                1);
    }

    private static Assignment shift(Member member, int from, int until, Assignment.Status status) {
        return new Assignment(
                Assignment.Id.fresh(),
                LocalDate.of(2026, 11, 23),
                Optional.empty(),
                "Day",
                new Assignment.Holder(member.id(), member.name()),
                1,
                new Interval(START.plusSeconds(60L * from), START.plusSeconds(60L * until)),
                Assignment.Source.MANUAL,
                "test",
                status,
                1);
    }
}
