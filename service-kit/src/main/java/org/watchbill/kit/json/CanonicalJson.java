package org.watchbill.kit.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The canonical form of a JSON value (RFC 8785) and its SHA-256, the digest used throughout the suite. */
public final class CanonicalJson {

    private CanonicalJson() {}

    /**
     * UTF-8 bytes: members sorted by UTF-16 code units, no spaces, numbers as ECMAScript prints them. Throws
     * {@link IllegalArgumentException} for what RFC 8785 excludes: lone surrogates and numbers that are not finite.
     */
    public static byte[] bytes(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Lower-case hexadecimal SHA-256 of {@link #bytes}. */
    public static String digest(JsonNode value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(value)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static void write(JsonNode value, StringBuilder text) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value, text);
            case ARRAY -> writeArray(value, text);
            case STRING -> writeString(value.stringValue(), text);
            case NUMBER -> text.append(EcmaScriptNumber.text(value.doubleValue()));
            case BOOLEAN -> text.append(value.booleanValue());
            case NULL -> text.append("null");
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("Not a JSON value: " + value.getNodeType());
        }
    }

    private static void writeObject(JsonNode object, StringBuilder text) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        char before = '{';
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            text.append(before);
            writeString(member.getKey(), text);
            text.append(':');
            write(member.getValue(), text);
            before = ',';
        }
        text.append(members.isEmpty() ? "{}" : "}");
    }

    private static void writeArray(JsonNode array, StringBuilder text) {
        char before = '[';
        for (JsonNode element : array) {
            text.append(before);
            write(element, text);
            before = ',';
        }
        text.append(array.isEmpty() ? "[]" : "]");
    }

    private static void writeString(String string, StringBuilder text) {
        if (Surrogates.anyLone(string)) {
            throw new IllegalArgumentException("A lone surrogate has no canonical form");
        }
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            writeCharacter(string.charAt(i), text);
        }
        text.append('"');
    }

    private static void writeCharacter(char c, StringBuilder text) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (c < ' ') {
                    text.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
                } else {
                    text.append(c);
                }
            }
        }
    }
}
