package org.watchbill.schedule.assignment;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.schedule.clock.Interval;
import org.watchbill.schedule.member.Member;
import org.watchbill.schedule.shifttype.ShiftType;

/**
 * One member on one shift.
 *
 * @param date the local date on which the shift starts
 * @param title what people call it: the shift's name, or the summary of a calendar's event
 * @param origin where it came from, so that a repeated import finds it again whoever has it by then
 */
public record Assignment(
        Id id,
        LocalDate date,
        Optional<Shift> shift,
        String title,
        Holder holder,
        int position,
        Interval interval,
        Source source,
        String origin,
        Status status,
        long version) {

    /** The identity of an assignment. */
    public record Id(UUID value) {

        public static Id fresh() {
            return new Id(UUID.randomUUID());
        }
    }

    /** The shift type of an assignment from a roster. */
    public record Shift(ShiftType.Id id, String code) {}

    /** Who has the assignment. */
    public record Holder(Member.Id id, String name) {}

    /** What wrote the assignment last. */
    public enum Source {
        ROSTER,
        CALENDAR,
        MANUAL,
        COVERAGE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the assignment counts. */
    public enum Status {
        PUBLISHED,
        RELEASED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isPublished() {
        return status == Status.PUBLISHED;
    }

    public boolean isHeldBy(Member.Id member) {
        return holder.id().equals(member);
    }

    /** Whether somebody who writes {@code text} means this shift: its code, or a part of its title. */
    public boolean isCalled(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return shift.filter(type -> type.code().toLowerCase(Locale.ROOT).equals(wanted))
                        .isPresent()
                || title.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
