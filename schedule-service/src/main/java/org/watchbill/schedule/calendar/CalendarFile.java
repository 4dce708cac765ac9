package org.watchbill.schedule.calendar;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.watchbill.schedule.bulk.LineProblem;

/** The events of an iCalendar file (RFC 5545), and what is wrong with the others. */
record CalendarFile(List<CalendarEvent> events, List<LineProblem> problems) {

    /** The most events that one import takes. */
    static final int MOST_EVENTS = 5_000;

    CalendarFile {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }

    /** Throws {@link CalendarFormatException}. */
    static CalendarFile read(byte[] content, EventReader reader) {
        String text = text(content);
        List<Integer> lines = eventLines(text);
        List<CalendarEvent> events = new ArrayList<>();
        List<LineProblem> problems = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        int count = 0;
        for (ICalendar calendar : calendars(text)) {
            for (VEvent event : calendar.getEvents()) {
                int line = lines.get(Math.min(count, lines.size() - 1));
                count++;
                try {
                    CalendarEvent read = reader.read(line, event, calendar.getTimezoneInfo());
                    Integer other = seen.putIfAbsent(read.uid(), line);
                    if (other != null) {
                        throw new EventFormatException("The event in line %d has the same UID".formatted(other));
                    }
                    events.add(read);
                } catch (EventFormatException e) {
                    problems.add(new LineProblem(line, e.getMessage()));
                }
            }
        }
        return new CalendarFile(events, problems);
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString()
                    .stripTrailing();
        } catch (CharacterCodingException e) {
            throw new CalendarFormatException("The file is not UTF-8 text");
        }
    }

    private static List<Integer> eventLines(String text) {
        List<String> all = text.lines().toList();
        List<Integer> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).strip().equalsIgnoreCase("BEGIN:VEVENT")) {
                lines.add(i + 1);
            }
        }
        if (lines.size() > MOST_EVENTS) {
            throw new CalendarFormatException("The file has more than " + MOST_EVENTS + " events; import it in parts");
        }
        return lines;
    }

    private static List<ICalendar> calendars(String text) {
        if (!text.regionMatches(true, Math.max(0, text.length() - 13), "END:VCALENDAR", 0, 13)) {
            throw new CalendarFormatException("The file is no iCalendar file, or its end is missing");
        }
        List<ICalendar> calendars = new ArrayList<>();
        try (ICalReader reader = new ICalReader(text)) {
            for (ICalendar next = reader.readNext(); next != null; next = reader.readNext()) {
                calendars.add(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (calendars.isEmpty()) {
            throw new CalendarFormatException("The file has no VCALENDAR");
        }
        return calendars;
    }
}
