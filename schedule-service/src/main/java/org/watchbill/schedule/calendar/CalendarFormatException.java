package org.watchbill.schedule.calendar;

/** A text that is no iCalendar file; the message may be shown. */
final class CalendarFormatException extends RuntimeException {

    private final String message;

    CalendarFormatException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
