package org.watchbill.auth.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.testing.HttpCalls;

/**
 * One passkey in software with the browser around it, written from WebAuthn (sections 5.8.1, 6.1 and 6.5) without the
 * library under test. What a person or an attacker can change is a field.
 */
public final class SoftAuthenticator {

    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int WITH_CREDENTIAL = 0x40;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] credentialId = new byte[32];
    private final KeyPair key;
    private String origin = RunningAuth.ISSUER;
    private String host = "localhost";
    private boolean verifying = true;
    private String userHandle = "";
    private int count;

    public SoftAuthenticator() {
        RANDOM.nextBytes(credentialId);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public SoftAuthenticator at(String otherOrigin, String otherHost) {
        origin = otherOrigin;
        host = otherHost;
        return this;
    }

    /** With or without asking for a PIN or a finger. */
    public SoftAuthenticator verifying(boolean verified) {
        verifying = verified;
        return this;
    }

    public void countFrom(int number) {
        count = number;
    }

    public void nameUser(String handle) {
        userHandle = handle;
    }

    /** The value of a data attribute of a page. */
    public static String data(HttpCalls.Answer page, String name) {
        Matcher found = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("No " + name + " on the page: " + page.body());
        }
        return found.group(1);
    }

    /** Answers the security page. */
    public String register(HttpCalls.Answer page) {
        userHandle = data(page, "user");
        return register(data(page, "challenge"));
    }

    public String register(String challenge) {
        byte[] attested = joined(
                new byte[16],
                ByteBuffer.allocate(2).putShort((short) credentialId.length).array(),
                credentialId,
                publicKey());
        byte[] data = authenticatorData(WITH_CREDENTIAL, attested);
        // {"fmt": "none", "attStmt": {}, "authData": data}
        byte[] attestation = joined(
                new byte[] {(byte) 0xa3},
                cborText("fmt"),
                cborText("none"),
                cborText("attStmt"),
                new byte[] {(byte) 0xa0},
                cborText("authData"),
                cborBytes(data));
        return Json.text(Map.of(
                "client_data", encoded(clientData("webauthn.create", challenge)), "attestation", encoded(attestation)));
    }

    /** Answers a sign-in page. */
    public String signIn(HttpCalls.Answer page) {
        return signIn(data(page, "challenge"));
    }

    public String signIn(String challenge) {
        byte[] client = clientData("webauthn.get", challenge);
        byte[] data = authenticatorData(0, new byte[0]);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            return Json.text(Map.of(
                    "credential_id", encoded(credentialId),
                    "client_data", encoded(client),
                    "authenticator_data", encoded(data),
                    "signature", encoded(signature.sign()),
                    "user_handle", userHandle));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] clientData(String type, String challenge) {
        return Json.text(Map.of("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int flags, byte[] attested) {
        count++;
        int all = flags | USER_PRESENT | (verifying ? USER_VERIFIED : 0);
        return joined(
                sha256(host.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) all},
                ByteBuffer.allocate(Integer.BYTES).putInt(count).array(),
                attested);
    }

    /** COSE_Key {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9053, section 7.1.1). */
    private byte[] publicKey() {
        ECPublicKey point = (ECPublicKey) key.getPublic();
        return joined(
                new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21},
                cborBytes(coordinate(point.getW().getAffineX().toByteArray())),
                new byte[] {0x22},
                cborBytes(coordinate(point.getW().getAffineY().toByteArray())));
    }

    private static byte[] coordinate(byte[] number) {
        byte[] padded = new byte[32];
        int length = Math.min(number.length, padded.length);
        System.arraycopy(number, number.length - length, padded, padded.length - length, length);
        return padded;
    }

    private static byte[] cborText(String text) {
        return joined(new byte[] {(byte) (0x60 | text.length())}, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] cborBytes(byte[] bytes) {
        return joined(new byte[] {0x58, (byte) bytes.length}, bytes);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
