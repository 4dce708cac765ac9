package org.watchbill.schedule.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.schedule.assignment.Assignment;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.member.NewMember;

class CoverageRulesTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Member ANA = Member.add(NewMember.named("Ana Ruiz"));
    private static final Member BEN = Member.add(NewMember.named("Ben Okafor"));
    private static final Member CLEO = Member.add(NewMember.named("Cleo Hart"));

    @Test
    void onlyPublishedShiftsThatAreStillToComeCanBeCovered() {
        Assignment shift = shift(ANA, 0, 60, Assignment.Status.PUBLISHED);
        assertThat(CoverageRules.toAsk(shift, START.minusNanos(1))).isEmpty();
        assertThat(message(CoverageRules.toAsk(shift, START)))
                .isEqualTo("The shift has begun; only shifts that are still to come can be covered");
        assertThat(message(CoverageRules.toAsk(shift(ANA, 0, 60, Assignment.Status.RELEASED), START.minusSeconds(1))))
                .isEqualTo("The shift was taken off the schedule");
    }

    @Test
    void aCandidateIsFreeActiveAndSomebodyElse() {
        Assignment shift = shift(ANA, 0, 60, Assignment.Status.PUBLISHED);
        Member gone = new Member(BEN.id(), BEN.user(), BEN.name(), BEN.contact(), BEN.role(), false, 1);
        List<Assignment> around = List.of(
                shift(BEN, -60, 0, Assignment.Status.PUBLISHED),
                shift(BEN, 60, 120, Assignment.Status.PUBLISHED),
                shift(BEN, 0, 60, Assignment.Status.RELEASED),
                shift(CLEO, 0, 60, Assignment.Status.PUBLISHED));
        assertThat(CoverageRules.toTake(shift, BEN, around, ZoneOffset.UTC)).isEmpty();
        assertThat(message(CoverageRules.toTake(shift, ANA, around, ZoneOffset.UTC)))
                .isEqualTo("The candidate has this shift already");
        assertThat(message(CoverageRules.toTake(shift, gone, around, ZoneOffset.UTC)))
                .isEqualTo("Ben Okafor is not active and cannot take shifts");
        assertThat(message(CoverageRules.toTake(shift, CLEO, around, ZoneOffset.UTC)))
                .isEqualTo("Cleo Hart already works Day, Mon 2026-11-23 12:00 to 13:00 (Z)");
    }

    private static String message(Optional<Refusal> refusal) {
        return refusal.map(Refusal::message).orElse("");
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
