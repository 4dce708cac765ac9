package org.watchbill.kit.json;

import tools.jackson.databind.JsonNode;

/** The canonical form of a JSON value (RFC 8785) and its SHA-256, the digest used throughout the suite. */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** UTF-8 bytes: members sorted by UTF-16 code units, no spaces, numbers as ECMAScript prints them. */
    public static byte[] bytes(JsonNode value) {
        throw new UnsupportedOperationException(value.toString());
    }

    /** Lower-case hexadecimal SHA-256 of {@link #bytes}. */
    public static String digest(JsonNode value) {
        throw new UnsupportedOperationException(value.toString());
    }
}
