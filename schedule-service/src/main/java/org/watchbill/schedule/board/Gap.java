package org.watchbill.schedule.board;

import java.time.ZoneId;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.clock.Moment;

/** A stretch of time in which nobody is on call. */
public record Gap(Moment from, Moment until) {

    static Gap of(Interval interval, ZoneId zone) {
        return new Gap(Moment.of(interval.start(), zone), Moment.of(interval.end(), zone));
    }
}
