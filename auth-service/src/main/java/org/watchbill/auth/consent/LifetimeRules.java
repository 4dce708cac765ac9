package org.watchbill.auth.consent;

import java.time.Duration;
import java.util.List;
import org.watchbill.auth.page.PageRefusal;

/** How long a connection may last: one of a few spans, and never for ever. */
final class LifetimeRules {

    static final List<String> DAYS = List.of("30", "60", "90", "365");
    static final String USUAL = "90";

    private LifetimeRules() {}

    /** The span of {@code text} days. */
    static Duration read(String text) {
        if (!DAYS.contains(text)) {
            throw new PageRefusal(
                    400, "This answer cannot be read", "Choose one of the offered times, then approve again.");
        }
        return Duration.ofDays(Integer.parseInt(text));
    }
}
