package org.watchbill.auth.testing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.watchbill.kit.testing.HttpCalls;

/** An app that shows codes, written from RFC 6238 without the code under test. */
public final class AuthenticatorApp {

    private static final Pattern SHOWN = Pattern.compile("<p class=\"secret\">([A-Z2-7 ]+)</p>");
    private static final Pattern CODE = Pattern.compile("<li class=\"secret\">([^<]+)</li>");

    private final byte[] secret;
    private final InstantSource time;

    private AuthenticatorApp(byte[] secret, InstantSource time) {
        this.secret = secret;
        this.time = time;
    }

    /** The app that reads its secret from the page which offers it. */
    public static AuthenticatorApp reading(HttpCalls.Answer page, InstantSource time) {
        Matcher shown = SHOWN.matcher(page.body());
        if (!shown.find()) {
            throw new AssertionError("No secret on the page: " + page.body());
        }
        return new AuthenticatorApp(decoded(shown.group(1).replace(" ", "")), time);
    }

    /** Sets the app up for the signed-in person of {@code browser}; the answer shows the recovery codes. */
    public static Enrolled enrol(Browser browser, InstantSource time) {
        HttpCalls.Answer page = browser.get("/account/security/app");
        AuthenticatorApp app = reading(page, time);
        return new Enrolled(app, browser.submit("/account/security/app", page, "code", app.code()));
    }

    /** An app in use, and the page that said so. */
    public record Enrolled(AuthenticatorApp app, HttpCalls.Answer answer) {

        public String[] recoveryCodes() {
            return CODE.matcher(answer.body())
                    .results()
                    .map(found -> found.group(1))
                    .toArray(String[]::new);
        }
    }

    public String code() {
        return codeAt(time.instant().getEpochSecond());
    }

    public String codeAt(long seconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            byte[] hash = mac.doFinal(
                    ByteBuffer.allocate(Long.BYTES).putLong(seconds / 30).array());
            int value = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & Integer.MAX_VALUE;
            return "%06d".formatted(value % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String base32) {
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < base32.length(); i++) {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits.append(Integer.toBinaryString(32 | value).substring(1));
        }
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }
}
