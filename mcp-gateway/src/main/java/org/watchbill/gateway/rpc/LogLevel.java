package org.watchbill.gateway.rpc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave a log message is (RFC 5424), the lightest first. */
public enum LogLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    /** Empty for a word that is none of them. */
    public static Optional<LogLevel> of(String word) {
        return Arrays.stream(values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
