package org.watchbill.schedule.demo;

import org.watchbill.schedule.assignment.Assignments;
import org.watchbill.schedule.member.Members;
import org.watchbill.schedule.organisation.Organisations;
import org.watchbill.schedule.request.ShiftRequests;
import org.watchbill.schedule.shifttype.ShiftTypes;
import org.watchbill.schedule.team.Teams;

/** All stores of the service. */
public record Stores(
        Organisations organisations,
        Members members,
        Teams teams,
        ShiftTypes shiftTypes,
        Assignments assignments,
        ShiftRequests requests) {

    public static Stores create() {
        return new Stores(
                new Organisations(),
                new Members(),
                new Teams(),
                new ShiftTypes(),
                new Assignments(),
                new ShiftRequests());
    }
}
