package org.watchbill.kit.mcp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A mirrored header value, literal or in the sentinel form {@code =?base64?...?=} that carries any text. */
final class HeaderValue {

    private static final String PREFIX = "=?base64?";
    private static final String SUFFIX = "?=";

    private HeaderValue() {}

    static String decoded(String value) {
        boolean isEncoded = value.length() >= PREFIX.length() + SUFFIX.length()
                && value.startsWith(PREFIX)
                && value.endsWith(SUFFIX);
        return isEncoded ? decodedBase64(value.substring(PREFIX.length(), value.length() - SUFFIX.length())) : value;
    }

    private static String decodedBase64(String encoded) {
        try {
            // The JDK's decoder forgives missing padding, the specification does not.
            if (encoded.length() % 4 == 0) {
                byte[] bytes = Base64.getDecoder().decode(encoded);
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static RpcException malformed() {
        return RpcException.refused(RpcException.HEADER_MISMATCH, "The header Mcp-Name is not valid Base64");
    }
}
