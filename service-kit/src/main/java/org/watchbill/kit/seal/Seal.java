package org.watchbill.kit.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.watchbill.kit.config.Secret;

/**
 * Closes content so that only the holder of the same secret opens it, for the same purpose and bound to the same facts:
 * AES-256-GCM with a random nonce, the key by HKDF-SHA256 (RFC 5869) from the secret and the purpose.
 */
public final class Seal {

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int KEY_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;
    private final SecretKey nonceKey;

    /** {@code purpose} is a constant of the code; two purposes never open each other's seals. */
    public Seal(Secret secret, String purpose) {
        this.key = derived(secret, purpose, "AES");
        this.nonceKey = derived(secret, purpose + " nonce", "HmacSHA256");
    }

    private static SecretKey derived(Secret secret, String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(utf8(secret.reveal()))
                                    .thenExpand(utf8(purpose), KEY_LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of the platform", e);
        }
    }

    /** Unpadded base64url of nonce, ciphertext and tag; {@code facts} are bound to it without being carried. */
    public String close(byte[] content, List<String> facts) {
        byte[] nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        return close(content, facts, nonce);
    }

    /**
     * Like {@link #close}, but the same content and facts give the same text, so that it can serve as an id. It tells
     * observers that two contents are equal, and nothing else: the nonce is a keyed digest of what is sealed.
     */
    public String closeAlike(byte[] content, List<String> facts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(nonceKey);
            mac.update(joined(facts));
            return close(content, facts, Arrays.copyOf(mac.doFinal(content), NONCE_LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of the platform", e);
        }
    }

    private String close(byte[] content, List<String> facts, byte[] nonce) {
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, facts).doFinal(content);
            return encoded(ByteBuffer.allocate(NONCE_LENGTH + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of the platform", e);
        }
    }

    /** The content; empty for anything that {@link #close} did not return for this secret, purpose and facts. */
    public Optional<byte[]> open(String text, List<String> facts) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            // The last character can carry spare bits: a second spelling of the same bytes is an altered text.
            if (whole.length < NONCE_LENGTH + TAG_LENGTH || !encoded(whole).equals(text)) {
                return Optional.empty();
            }
            byte[] nonce = new byte[NONCE_LENGTH];
            ByteBuffer.wrap(whole).get(nonce);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, facts)
                    .doFinal(whole, NONCE_LENGTH, whole.length - NONCE_LENGTH));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, List<String> facts) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_LENGTH, nonce));
        cipher.updateAAD(joined(facts));
        return cipher;
    }

    /** Each fact with its length in front, so that no two lists look alike. */
    private static byte[] joined(List<String> facts) {
        List<byte[]> parts = facts.stream().map(Seal::utf8).toList();
        ByteBuffer joined = ByteBuffer.allocate(
                parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        parts.forEach(part -> joined.putInt(part.length).put(part));
        return joined.array();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
