package org.watchbill.auth.page;

import java.util.List;

/**
 * What is shown this once.
 *
 * @param back where to go when it is copied
 */
public record SecretPage(Navigation navigation, String title, String sentence, List<Line> lines, String back)
        implements Page {

    /** A value to copy and what it is. */
    public record Line(String label, String value) {

        @Override
        public String toString() {
            return "Line[" + label + "]";
        }
    }

    public SecretPage {
        lines = List.copyOf(lines);
    }

    @Override
    public String template() {
        return "secret";
    }
}
