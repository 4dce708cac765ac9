package org.watchbill.auth.link;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.watchbill.kit.json.PlainText;

/** Pieces of mails. */
public final class LetterText {

    private static final int LONGEST_NAME = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private LetterText() {}

    /** Such as {@code Friday, 27 November 2026, 10:00 (Europe/Oslo)}. */
    public static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone)) + " (" + zone.getId() + ")";
    }

    /** A name that somebody chose, on one line and not too long. */
    public static String name(String chosen) {
        String line = chosen.codePoints()
                .mapToObj(Character::toString)
                .filter(PlainText::isPlain)
                .reduce("", String::concat)
                .replaceAll("[\\s\u2028\u2029]+", " ")
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + "...";
    }
}
