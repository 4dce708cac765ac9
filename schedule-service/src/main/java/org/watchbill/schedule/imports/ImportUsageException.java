package org.watchbill.schedule.imports;

/** The import program cannot do what it was asked; the message is fit to print alone. */
public final class ImportUsageException extends RuntimeException {

    public ImportUsageException(String message) {
        super(message);
    }
}
