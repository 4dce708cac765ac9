package org.watchbill.schedule.calendar;

/** An event that cannot become an assignment; the message may be shown. */
final class EventFormatException extends RuntimeException {

    private final String message;

    EventFormatException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
