package org.watchbill.schedule.board;

import java.util.List;
import org.watchbill.schedule.assignment.ShiftView;
import org.watchbill.schedule.clock.Moment;
import org.watchbill.schedule.member.PersonView;

/**
 * The shifts of one member that have not ended.
 *
 * @param more whether there are later ones before {@code until}
 */
public record MemberShifts(
        PersonView member, Moment from, Moment until, String zone, List<ShiftView> shifts, boolean more) {

    public MemberShifts {
        shifts = List.copyOf(shifts);
    }
}
