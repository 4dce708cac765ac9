package org.watchbill.kit.mcp.resource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.kit.json.PlainText;

/**
 * A URI template of RFC 6570, level 1: literal text and {@code {variable}}s. A value is one or more unreserved characters
 * and percent-encoded bytes of plain UTF-8 text. What follows a variable begins with a reserved character, so there is one
 * way to match, found in one pass.
 */
final class UriTemplate {

    private static final String UNRESERVED_MARKS = "-._~";

    private final String text;
    /** The literals around the variables: one more than there are variables. */
    private final List<String> literals = new ArrayList<>();

    private final List<String> variables = new ArrayList<>();

    UriTemplate(String text) {
        this.text = text;
        int position = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', position)) {
            int close = text.indexOf('}', open);
            String name = close < 0 ? "" : text.substring(open + 1, close);
            require(isName(name) && !variables.contains(name));
            literals.add(text.substring(position, open));
            variables.add(name);
            position = close + 1;
            require(position == text.length() || isReserved(text.charAt(position)));
        }
        literals.add(text.substring(position));
        require(literals.getLast().indexOf('}') < 0);
    }

    List<String> variables() {
        return List.copyOf(variables);
    }

    /** The values of the variables in {@code uri}; empty when it does not fit. */
    Optional<Map<String, String>> match(String uri) {
        if (!uri.startsWith(literals.getFirst())) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        int position = literals.getFirst().length();
        for (int i = 0; i < variables.size(); i++) {
            int end = endOfValue(uri, position);
            Optional<String> value = decoded(uri.substring(position, end));
            if (value.isEmpty() || !uri.startsWith(literals.get(i + 1), end)) {
                return Optional.empty();
            }
            values.put(variables.get(i), value.get());
            position = end + literals.get(i + 1).length();
        }
        return position == uri.length() ? Optional.of(values) : Optional.empty();
    }

    private static int endOfValue(String uri, int start) {
        int end = start;
        while (end < uri.length() && isValue(uri.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Empty for no text, a percent sign without two hexadecimal digits, bytes that are not UTF-8, hidden characters. */
    private static Optional<String> decoded(String value) {
        ByteBuffer bytes = ByteBuffer.allocate(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != '%') {
                bytes.put((byte) value.charAt(i));
            } else if (i + 2 < value.length()
                    && HexFormat.isHexDigit(value.charAt(i + 1))
                    && HexFormat.isHexDigit(value.charAt(i + 2))) {
                bytes.put((byte) HexFormat.fromHexDigits(value, i + 1, i + 3));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            return text.isBlank() || !PlainText.isPlain(text) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isValue(char character) {
        return isLetterOrDigit(character) || UNRESERVED_MARKS.indexOf(character) >= 0 || character == '%';
    }

    private static boolean isReserved(char character) {
        return !isValue(character) && character != '{';
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(character -> isLetterOrDigit((char) character));
    }

    private static boolean isLetterOrDigit(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    private void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(text + " is not a template that can be matched in one way");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
