package org.watchbill.schedule.board;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.schedule.clock.Interval;

/** When nobody is on call: a pure function of the intervals in which somebody is. */
final class GapCalculator {

    private GapCalculator() {}

    /** The stretches of {@code window} that none of {@code covered} touches, in order. */
    static List<Interval> gaps(Interval window, List<Interval> covered) {
        List<Interval> gaps = new ArrayList<>();
        Instant coveredUntil = window.start();
        for (Interval next : covered.stream().sorted(comparing(Interval::start)).toList()) {
            if (!next.start().isBefore(window.end())) {
                break;
            }
            if (next.start().isAfter(coveredUntil)) {
                gaps.add(new Interval(coveredUntil, next.start()));
            }
            if (next.end().isAfter(coveredUntil)) {
                coveredUntil = next.end();
            }
        }
        if (coveredUntil.isBefore(window.end())) {
            gaps.add(new Interval(coveredUntil, window.end()));
        }
        return gaps;
    }
}
