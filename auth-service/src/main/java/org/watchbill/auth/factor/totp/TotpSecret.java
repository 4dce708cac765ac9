package org.watchbill.auth.factor.totp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** What an authenticator app and this service share: 160 random bits (RFC 4226, section 4). */
final class TotpSecret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BYTES = 20;
    private static final int BITS_OF_LETTER = 5;

    private final byte[] bytes;

    TotpSecret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static TotpSecret next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** In base32 (RFC 4648, section 6), as apps take it typed in: 32 letters. */
    String text() {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : bytes) {
            buffer = (buffer << Byte.SIZE) | (next & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS_OF_LETTER) {
                bits -= BITS_OF_LETTER;
                text.append(BASE32.charAt((buffer >> bits) & 31));
            }
        }
        return text.toString();
    }

    /** The address that apps read from a QR code; {@code account} names it in the app. */
    String uri(String account) {
        String label = "Watchbill:" + account;
        return "otpauth://totp/"
                + URLEncoder.encode(label, StandardCharsets.UTF_8).replace("+", "%20") + "?secret=" + text()
                + "&issuer=Watchbill";
    }

    @Override
    public String toString() {
        return "TotpSecret[hidden]";
    }
}
