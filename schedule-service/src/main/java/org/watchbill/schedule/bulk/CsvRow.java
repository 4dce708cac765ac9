package org.watchbill.schedule.bulk;

import java.util.Map;
import java.util.Optional;

/** One data line of a CSV file, by column name; values have no spaces around them. */
public record CsvRow(int line, Map<String, String> values) {

    public CsvRow {
        values = Map.copyOf(values);
    }

    /** The value of a column; a blank one counts as absent. */
    public Optional<String> value(String column) {
        return Optional.ofNullable(values.get(column)).filter(value -> !value.isEmpty());
    }

    /** The value of a column that must have one; throws {@link CsvFormatException}. */
    public String required(String column) {
        return value(column).orElseThrow(() -> new CsvFormatException(line, "The " + column + " is missing"));
    }

    public LineProblem problem(String message) {
        return new LineProblem(line, message);
    }
}
