package org.watchbill.schedule.imports;

import org.watchbill.schedule.calendar.ImportCalendar;
import org.watchbill.schedule.member.ImportMembers;
import org.watchbill.schedule.roster.ImportRoster;
import org.watchbill.schedule.shifttype.ImportShiftTypes;

/** The imports there are. */
public record Importers(
        ImportMembers members, ImportShiftTypes shiftTypes, ImportRoster roster, ImportCalendar calendar) {}
