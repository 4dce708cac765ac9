package org.watchbill.schedule.bulk;

/** A text that is no CSV file of the expected kind; the message may be shown, {@code line} counts from 1. */
public final class CsvFormatException extends RuntimeException {

    private final transient LineProblem problem;

    public CsvFormatException(int line, String message) {
        super(message);
        this.problem = new LineProblem(line, message);
    }

    public LineProblem problem() {
        return problem;
    }
}
