package org.watchbill.kit.mcp.completion;

import java.util.List;
import java.util.OptionalInt;

/**
 * Values that may complete what somebody has typed, best first.
 *
 * @param total how many there are, if that is known
 * @param more whether there are others than these
 */
public record Suggestions(List<String> values, OptionalInt total, boolean more) {

    /** The most values in one answer. */
    public static final int MOST = 100;

    public static final Suggestions NONE = of(List.of());

    public Suggestions {
        values = List.copyOf(values);
        if (values.size() > MOST) {
            throw new IllegalArgumentException("at most 100 values can be suggested");
        }
    }

    /** The first of all values that there are. */
    public static Suggestions of(List<String> all) {
        boolean cut = all.size() > MOST;
        return new Suggestions(cut ? all.subList(0, MOST) : all, OptionalInt.of(all.size()), cut);
    }
}
