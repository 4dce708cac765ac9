package org.watchbill.gateway.session;

import java.util.Arrays;
import java.util.Optional;

/** The protocol revisions that begin with a handshake; revisions are dates. */
public enum Revision {
    NOVEMBER_2024("2024-11-05"),
    MARCH_2025("2025-03-26"),
    JUNE_2025("2025-06-18"),
    NOVEMBER_2025("2025-11-25");

    public static final Revision NEWEST = NOVEMBER_2025;

    private final String text;

    Revision(String text) {
        this.text = text;
    }

    public static Optional<Revision> of(String text) {
        return Arrays.stream(values())
                .filter(revision -> revision.text.equals(text))
                .findFirst();
    }

    public String text() {
        return text;
    }

    public boolean isAtLeast(Revision other) {
        return compareTo(other) >= 0;
    }

    /** One revision alone takes several messages in one body. */
    public boolean hasBatches() {
        return this == MARCH_2025;
    }

    /** From then on clients expect streams that begin with an event id and may end before the answer. */
    public boolean hasResumption() {
        return isAtLeast(NOVEMBER_2025);
    }
}
