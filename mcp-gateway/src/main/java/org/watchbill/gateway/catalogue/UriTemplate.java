package org.watchbill.gateway.catalogue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI template (RFC 6570) read backwards: whether a URI can come from it. All possible readings are followed side by
 * side, so that the time is bounded by the length of the URI times that of the template, whatever both hold.
 */
final class UriTemplate {

    private static final Pattern EXPRESSION = Pattern.compile(
            "([+#./;?&]?)[A-Za-z0-9_.%]+(?:\\*|:[1-9][0-9]{0,3})?(?:,[A-Za-z0-9_.%]+(?:\\*|:[1-9][0-9]{0,3})?)*");
    private static final String UNRESERVED = "-._~%,";
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    /** One literal character, or an expression: characters of a class, as many as there are. */
    private record Step(char literal, String others, boolean expression) {

        boolean takes(char next) {
            if (!expression) {
                return next == literal;
            }
            return (next < 0x80 && Character.isLetterOrDigit(next))
                    || UNRESERVED.indexOf(next) >= 0
                    || others.indexOf(next) >= 0;
        }
    }

    private final List<Step> steps;
    /** Steps that may stand for nothing. */
    private final BitSet optional = new BitSet();

    private UriTemplate(List<Step> steps, BitSet optional) {
        this.steps = List.copyOf(steps);
        this.optional.or(optional);
    }

    /** Empty for a text that is no template. */
    static Optional<UriTemplate> of(String text) {
        List<Step> steps = new ArrayList<>();
        BitSet optional = new BitSet();
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '{') {
                int end = text.indexOf('}', at);
                Matcher expression = EXPRESSION.matcher(end < 0 ? "" : text.substring(at + 1, end));
                if (!expression.matches()) {
                    return Optional.empty();
                }
                String operator = expression.group(1);
                optional.set(steps.size(), !operator.isEmpty() && !operator.equals("+"));
                steps.add(new Step('{', others(operator), true));
                at = end;
            } else if (next == '}') {
                return Optional.empty();
            } else {
                steps.add(new Step(next, "", false));
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new UriTemplate(steps, optional));
    }

    boolean matches(String uri) {
        BitSet reached = new BitSet();
        enter(reached, 0);
        for (int at = 0; at < uri.length() && !reached.isEmpty(); at++) {
            BitSet next = new BitSet();
            for (int step = reached.nextSetBit(0); step >= 0; step = reached.nextSetBit(step + 1)) {
                if (step < 2 * steps.size() && steps.get(step / 2).takes(uri.charAt(at))) {
                    advance(next, step / 2);
                }
            }
            reached = next;
        }
        return reached.get(2 * steps.size());
    }

    /** State {@code 2n} is before step n, {@code 2n + 1} inside it, after at least one character. */
    private void advance(BitSet reached, int step) {
        if (steps.get(step).expression()) {
            reached.set(2 * step + 1);
        }
        enter(reached, step + 1);
    }

    private void enter(BitSet reached, int step) {
        int at = step;
        reached.set(2 * at);
        while (optional.get(at)) {
            at++;
            reached.set(2 * at);
        }
    }

    private static String others(String operator) {
        return switch (operator) {
            case "+", "#" -> RESERVED;
            case "/" -> "/=";
            case ";" -> ";=";
            case "?", "&" -> "?&=";
            default -> "";
        };
    }
}
