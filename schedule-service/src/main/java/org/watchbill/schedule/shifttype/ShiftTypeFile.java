package org.watchbill.schedule.shifttype;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.watchbill.schedule.bulk.CsvFile;
import org.watchbill.schedule.bulk.CsvFormatException;
import org.watchbill.schedule.bulk.CsvRow;
import org.watchbill.schedule.bulk.LineProblem;

/** The shift types in a CSV file: a line for each set of weekdays with the same hours, lines of a code in one type. */
record ShiftTypeFile(List<Entry> entries, List<LineProblem> problems) {

    static final CsvFile.Columns COLUMNS =
            new CsvFile.Columns(List.of("code", "name", "days", "start", "end"), List.of());

    /** One shift type of the file. */
    record Entry(String code, String name, List<DayHours> hours) {}

    ShiftTypeFile {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    static ShiftTypeFile of(CsvFile file) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<LineProblem> problems = new ArrayList<>();
        for (CsvRow row : file.rows()) {
            try {
                add(row, entries);
            } catch (CsvFormatException e) {
                problems.add(e.problem());
            } catch (ShiftHoursFormatException e) {
                problems.add(row.problem(e.getMessage()));
            }
        }
        return new ShiftTypeFile(new ArrayList<>(entries.values()), problems);
    }

    private static void add(CsvRow row, Map<String, Entry> entries) {
        String code = row.required("code");
        String name = row.required("name");
        DayHours hours = DayHours.parse(row.required("days"), row.required("start"), row.required("end"));
        ShiftTypeRules.objection(code, name).ifPresent(objection -> {
            throw new CsvFormatException(row.line(), objection.message());
        });
        Entry entry =
                entries.computeIfAbsent(code.toLowerCase(Locale.ROOT), key -> new Entry(code, name, new ArrayList<>()));
        if (!entry.name().equals(name)) {
            throw new CsvFormatException(
                    row.line(), "The shift '%s' is called '%s' further up".formatted(code, entry.name()));
        }
        List<DayHours> together = new ArrayList<>(entry.hours());
        together.add(hours);
        DayHours.byDay(together);
        entry.hours().add(hours);
    }
}
