package org.watchbill.kit.mcp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Any text as an HTTP header value: as it is, or in the {@code =?base64?...?=} form of revision 2026-07-28. */
public final class HeaderText {

    private static final String PREFIX = "=?base64?";
    private static final String SUFFIX = "?=";

    private HeaderText() {}

    public static String encode(String text) {
        boolean plain = !text.isEmpty()
                && text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)
                && text.equals(text.strip())
                && !isWrapped(text);
        return plain
                ? text
                : PREFIX + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + SUFFIX;
    }

    /** Empty when the value holds more than visible ASCII, space and tab, or claims to be Base64 of UTF-8 and is not. */
    public static Optional<String> decode(String value) {
        if (!isWrapped(value)) {
            return Optional.of(value).filter(text -> text.chars().allMatch(c -> (c >= 0x20 && c < 0x7F) || c == '\t'));
        }
        String wrapped = value.substring(PREFIX.length(), value.length() - SUFFIX.length());
        try {
            byte[] bytes = Base64.getDecoder().decode(wrapped);
            if (!Base64.getEncoder().encodeToString(bytes).equals(wrapped)) {
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isWrapped(String value) {
        return value.length() >= PREFIX.length() + SUFFIX.length()
                && value.startsWith(PREFIX)
                && value.endsWith(SUFFIX);
    }
}
