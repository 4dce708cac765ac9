package org.watchbill.gateway.legacy.stream;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of an event: its stream, and its position there, counted from 1; 0 is the beginning of the stream. */
record EventId(String stream, long position) {

    private static final Pattern FORM = Pattern.compile("([cs]-[A-Za-z0-9_-]{22})\\.([0-9]{1,9})");
    private static final String OF_CALL = "c-";
    private static final String OF_SESSION = "s-";
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Optional<EventId> read(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new EventId(form.group(1), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    /** The beginning of a new stream that answers a call. */
    static EventId beginningOfCall() {
        return new EventId(unique(OF_CALL), 0);
    }

    /** The beginning of a new stream of what belongs to no call. */
    static EventId beginningOfSession() {
        return new EventId(unique(OF_SESSION), 0);
    }

    boolean isOfCall() {
        return stream.startsWith(OF_CALL);
    }

    EventId at(long other) {
        return new EventId(stream, other);
    }

    String text() {
        return stream + "." + position;
    }

    private static String unique(String kind) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return kind + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
