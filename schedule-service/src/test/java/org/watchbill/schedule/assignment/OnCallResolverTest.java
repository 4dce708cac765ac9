package org.watchbill.schedule.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;

class OnCallResolverTest {

    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

    @Test
    void anAssignmentHoldsItsStartAndNotItsEnd() {
        List<Assignment> assignments = List.of(assignment("Day", 0, 60), assignment("Night", 60, 120));
        assertThat(titles(OnCallResolver.at(assignments, START.minusNanos(1)))).isEmpty();
        assertThat(titles(OnCallResolver.at(assignments, START))).containsExactly("Day");
        assertThat(titles(OnCallResolver.at(assignments, minute(60).minusNanos(1))))
                .containsExactly("Day");
        assertThat(titles(OnCallResolver.at(assignments, minute(60)))).containsExactly("Night");
        assertThat(titles(OnCallResolver.at(assignments, minute(120)))).isEmpty();
    }

    @Test
    void nextIsTheFirstLaterOneOfEachShiftHoweverFar() {
        List<Assignment> assignments = List.of(
                assignment("Day", 0, 60),
                assignment("Day", 100_000, 100_060),
                assignment("Day", 200_000, 200_060),
                assignment("Night", 60, 120));
        List<Assignment> next = OnCallResolver.after(assignments, START);
        assertThat(titles(next)).containsExactly("Night", "Day");
        assertThat(next.getLast().interval().start()).isEqualTo(minute(100_000));
    }

    @Test
    void releasedAssignmentsDoNotCount() {
        Assignment day = assignment("Day", 0, 60);
        Assignment released = new Assignment(
                day.id(),
                day.date(),
                day.shift(),
                day.title(),
                day.holder(),
                day.position(),
                day.interval(),
                day.source(),
                day.origin(),
                Assignment.Status.RELEASED,
                2);
        assertThat(OnCallResolver.at(List.of(released), START)).isEmpty();
        assertThat(OnCallResolver.after(List.of(released), START.minusSeconds(1)))
                .isEmpty();
    }

    @Test
    void agreesWithPaintingEveryMinute() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<Assignment> assignments = new ArrayList<>();
            boolean[][] painted = new boolean[20][200];
            for (int i = 0; i < painted.length; i++) {
                int from = random.nextInt(150);
                int until = from + 1 + random.nextInt(49);
                assignments.add(assignment("Shift " + i, from, until));
                for (int minute = from; minute < until; minute++) {
                    painted[i][minute] = true;
                }
            }
            for (int minute = 0; minute < 200; minute++) {
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < painted.length; i++) {
                    if (painted[i][minute]) {
                        expected.add("Shift " + i);
                    }
                }
                assertThat(titles(OnCallResolver.at(assignments, minute(minute))))
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private static List<String> titles(List<Assignment> assignments) {
        return assignments.stream().map(Assignment::title).toList();
    }

    private static Assignment assignment(String title, int from, int until) {
        return new Assignment(
                Assignment.Id.fresh(),
                LocalDate.of(2026, 11, 21),
                Optional.empty(),
                title,
                new Assignment.Holder(new Member.Id(UUID.randomUUID()), "Somebody"),
                1,
                new Interval(minute(from), minute(until)),
                Assignment.Source.MANUAL,
                title + from,
                Assignment.Status.PUBLISHED,
                1);
    }
}
