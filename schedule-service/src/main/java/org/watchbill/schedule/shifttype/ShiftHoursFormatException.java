package org.watchbill.schedule.shifttype;

/** Weekdays or times that cannot be read; the message may be shown. */
public final class ShiftHoursFormatException extends RuntimeException {

    private final String message;

    public ShiftHoursFormatException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
