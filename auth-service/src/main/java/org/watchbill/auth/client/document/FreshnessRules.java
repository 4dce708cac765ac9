package org.watchbill.auth.client.document;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an answer counts as fresh: as its headers say (RFC 9111), but from five minutes to a day. */
public final class FreshnessRules {

    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration UNSAID = Duration.ofHours(1);
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?([0-9]{1,12})\"?(?:$|[,\\s])");
    private static final Pattern NOT_KEPT = Pattern.compile("(?:^|[,\\s])no-(?:store|cache)(?:$|[,\\s=])");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private FreshnessRules() {}

    /** {@code headers} by their names in lower case. */
    public static Duration lifetime(Map<String, String> headers) {
        String control = headers.getOrDefault("cache-control", "").toLowerCase(Locale.ROOT);
        if (NOT_KEPT.matcher(control).find()) {
            return SHORTEST;
        }
        OptionalLong maxAge = maxAge(control);
        if (maxAge.isEmpty()) {
            return UNSAID;
        }
        Duration left = Duration.ofSeconds(maxAge.getAsLong() - age(headers.getOrDefault("age", "0")));
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left.compareTo(LONGEST) > 0 ? LONGEST : left;
    }

    private static OptionalLong maxAge(String control) {
        Matcher found = MAX_AGE.matcher(control);
        return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    }

    private static long age(String text) {
        return SECONDS.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
