package org.watchbill.schedule.bulk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A CSV file in UTF-8 whose first line names its columns, in any order. */
public record CsvFile(List<CsvRow> rows) {

    /** The most data lines that one import takes. */
    public static final int MOST_LINES = 5_000;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The columns that a kind of file must and may have. */
    public record Columns(List<String> required, List<String> optional) {

        public Columns {
            required = List.copyOf(required);
            optional = List.copyOf(optional);
        }

        boolean know(String column) {
            return required.contains(column) || optional.contains(column);
        }
    }

    public CsvFile {
        rows = List.copyOf(rows);
    }

    /** Throws {@link CsvFormatException}. */
    public static CsvFile read(byte[] content, Columns columns) {
        List<CsvText.Fields> records = new CsvText(text(content)).records();
        if (records.isEmpty()) {
            throw new CsvFormatException(
                    1, "The file is empty; its first line must name the columns: " + names(columns));
        }
        if (records.size() - 1 > MOST_LINES) {
            throw new CsvFormatException(1, "The file has more than " + MOST_LINES + " lines; import it in parts");
        }
        List<String> header = header(records.getFirst(), columns);
        return new CsvFile(
                records.stream().skip(1).map(fields -> row(fields, header)).toList());
    }

    private static String text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new CsvFormatException(1, "The file is not UTF-8 text");
        }
    }

    private static List<String> header(CsvText.Fields first, Columns columns) {
        List<String> header = first.values().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!columns.know(name)) {
                throw new CsvFormatException(
                        first.line(), "The column '" + name + "' is unknown; the columns are: " + names(columns));
            }
            if (!seen.add(name)) {
                throw new CsvFormatException(first.line(), "The column '" + name + "' stands there twice");
            }
        }
        for (String name : columns.required()) {
            if (!seen.contains(name)) {
                throw new CsvFormatException(
                        first.line(), "The column '" + name + "' is missing; the columns are: " + names(columns));
            }
        }
        return header;
    }

    private static CsvRow row(CsvText.Fields fields, List<String> header) {
        if (fields.values().size() != header.size()) {
            throw new CsvFormatException(
                    fields.line(),
                    "The line has %d fields, the header %d"
                            .formatted(fields.values().size(), header.size()));
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            values.put(header.get(i), fields.values().get(i).strip());
        }
        return new CsvRow(fields.line(), values);
    }

    private static String names(Columns columns) {
        String required = String.join(", ", columns.required());
        return columns.optional().isEmpty()
                ? required
                : required + "; optional: " + String.join(", ", columns.optional());
    }
}
