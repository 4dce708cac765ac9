package org.watchbill.schedule.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.watchbill.schedule.bulk.CsvFile;
import org.watchbill.schedule.bulk.CsvFormatException;
import org.watchbill.schedule.bulk.CsvRow;

/** One line of a roster: who works which shift on which local date, as it was written. */
record RosterLine(int line, LocalDate date, String shift, String member, Optional<Integer> position) {

    static final CsvFile.Columns COLUMNS = new CsvFile.Columns(List.of("date", "shift", "member"), List.of("position"));

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    /** Throws {@link CsvFormatException}. */
    static RosterLine of(CsvRow row) {
        return new RosterLine(
                row.line(),
                date(row),
                row.required("shift"),
                row.required("member"),
                row.value("position").map(text -> position(row, text)));
    }

    private static LocalDate date(CsvRow row) {
        String text = row.required("date");
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new CsvFormatException(row.line(), "'" + text + "' is no date; write 2026-11-21");
        }
        throw new CsvFormatException(row.line(), "The year of '" + text + "' is not between 2000 and 2199");
    }

    private static int position(CsvRow row, String text) {
        if (!text.matches("[1-9][0-9]?")) {
            throw new CsvFormatException(row.line(), "'" + text + "' is no position; write a number from 1 to 99");
        }
        return Integer.parseInt(text);
    }
}
