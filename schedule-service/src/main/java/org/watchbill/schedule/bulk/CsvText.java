package org.watchbill.schedule.bulk;

import java.util.ArrayList;
import java.util.List;

/** Splits CSV text into records as RFC 4180 says, with CRLF or LF, and keeps the line each record starts on. */
final class CsvText {

    /** The fields of one record. */
    record Fields(int line, List<String> values) {

        boolean isBlank() {
            return values.size() == 1 && values.getFirst().isBlank();
        }
    }

    private final String text;
    private int at;
    private int line = 1;

    CsvText(String text) {
        this.text = text;
    }

    /** All records that are not blank lines; throws {@link CsvFormatException}. */
    List<Fields> records() {
        List<Fields> records = new ArrayList<>();
        while (at < text.length()) {
            Fields fields = record();
            if (!fields.isBlank()) {
                records.add(fields);
            }
        }
        return records;
    }

    private Fields record() {
        int start = line;
        List<String> values = new ArrayList<>();
        values.add(field());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            values.add(field());
        }
        endLine();
        return new Fields(start, values);
    }

    private String field() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                throw new CsvFormatException(
                        line, "A quotation mark stands inside a field that does not begin with one");
            }
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int start = line;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                line += c == '\n' ? 1 : 0;
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                at++;
                value.append(c);
            } else {
                return value.toString();
            }
        }
        throw new CsvFormatException(start, "A quoted field has no closing quotation mark");
    }

    private void endLine() {
        if (at == text.length()) {
            return;
        }
        if (text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
            at++;
        }
        if (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            throw new CsvFormatException(line, "Something follows a closing quotation mark before the next comma");
        }
        at++;
        line++;
    }
}
