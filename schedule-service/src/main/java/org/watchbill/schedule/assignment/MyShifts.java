package org.watchbill.schedule.assignment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.schedule.clock.Moment;
import org.watchbill.schedule.member.PersonView;

/** The answer to which shifts the caller has. */
record MyShifts(
        @Describe("Whom the roster knows the caller as") PersonView member,
        Moment from,
        Moment until,
        @Describe("In order of start") List<ShiftView> shifts,

        @Describe("Ask again with this cursor for more; absent at the end")
        Optional<String> nextCursor) {

    /** What can be asked. */
    record Question(
            @Describe("The first local day; by default from now on")
            Optional<LocalDate> startDate,

            @Describe("The last local day, included; by default 30 days after the first")
            Optional<LocalDate> endDate,

            @Describe("The next_cursor of an earlier answer")
            Optional<String> cursor,

            @Describe(value = "The most shifts in one answer", min = 1, max = 100)
            Optional<Integer> limit) {}

    MyShifts {
        shifts = List.copyOf(shifts);
    }
}
