package org.watchbill.schedule.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The command line of the import program. */
public record ImportOrder(
        String file,
        Optional<Kind> kind,
        Optional<String> organisation,
        Optional<String> member,
        boolean createMembers) {

    private static final String USAGE = "Usage: import FILE [--kind roster|calendar|members|shift-types]"
            + " [--organisation SLUG] [--member EMAIL] [--create-members]";

    /** What a file holds. */
    public enum Kind {
        ROSTER,
        CALENDAR,
        MEMBERS,
        SHIFT_TYPES;

        /** The kind as it stands in paths and on the command line. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new ImportUsageException("There is no kind '" + text + "'. " + USAGE));
        }
    }

    /** Throws {@link ImportUsageException}. */
    public static ImportOrder of(String... arguments) {
        Map<String, String> options = new HashMap<>();
        List<String> files = new ArrayList<>();
        Iterator<String> all = Arrays.asList(arguments).iterator();
        while (all.hasNext()) {
            String argument = all.next();
            switch (argument) {
                case "--create-members" -> options.put(argument, "");
                case "--kind", "--organisation", "--member" -> options.put(argument, value(argument, all));
                default -> files.add(file(argument));
            }
        }
        if (files.size() != 1) {
            throw new ImportUsageException(USAGE);
        }
        return new ImportOrder(
                files.getFirst(),
                Optional.ofNullable(options.get("--kind")).map(Kind::of),
                Optional.ofNullable(options.get("--organisation")),
                Optional.ofNullable(options.get("--member")),
                options.containsKey("--create-members"));
    }

    /** The kind that was said, or what the file looks like. */
    Kind kindOf(byte[] content) {
        return kind.orElseGet(() -> guess(content));
    }

    private Kind guess(byte[] content) {
        String header = new String(content, 0, Math.min(content.length, 500), UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (file.toLowerCase(Locale.ROOT).endsWith(".ics") || header.contains("begin:vcalendar")) {
            return Kind.CALENDAR;
        }
        if (header.contains("shift") && header.contains("member")) {
            return Kind.ROSTER;
        }
        return header.contains("days") ? Kind.SHIFT_TYPES : Kind.MEMBERS;
    }

    private static String value(String option, Iterator<String> all) {
        if (!all.hasNext()) {
            throw new ImportUsageException(option + " needs a value. " + USAGE);
        }
        return all.next();
    }

    private static String file(String argument) {
        if (argument.startsWith("--")) {
            throw new ImportUsageException("There is no option " + argument + ". " + USAGE);
        }
        return argument;
    }
}
