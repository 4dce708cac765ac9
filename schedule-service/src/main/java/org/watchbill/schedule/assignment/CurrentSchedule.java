package org.watchbill.schedule.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.schedule.clock.Moment;

/** The answer to who is on call. */
record CurrentSchedule(
        @Describe("The instant that was asked about; absent when a whole day was")
        Optional<Moment> at,

        @Describe("The local day that was asked about; absent when an instant was")
        Optional<LocalDate> date,

        @Describe("The IANA zone of the organisation") String zone,

        @Describe("Who is on call at that instant, or at some time of that day; empty when nobody is")
        List<ShiftView> onCall,

        @Describe("Who is on call next on each shift; only when an instant was asked about")
        List<ShiftView> next,

        @Describe("Whether shifts were left out because there are too many; then narrow the question")
        boolean more) {

    /** The most shifts in either list. */
    static final int MOST = 50;

    /** What can be asked. */
    record Question(
            @Describe("The instant to look at, such as 2026-11-21T12:00:00Z; now by default")
            Optional<Instant> at,

            @Describe("A local day of the organisation to look at as a whole, instead of an instant")
            Optional<LocalDate> date,

            @Describe("Only shifts with this code, or with this text in their name")
            Optional<String> shiftType,

            @Describe("Only shifts of this team's members") Optional<UUID> teamId) {}

    CurrentSchedule {
        onCall = List.copyOf(onCall);
        next = List.copyOf(next);
    }
}
