package org.watchbill.kit.confirmation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.token.Caller;

/**
 * Seals what a person is asked to confirm into an opaque {@code requestState} (AES-256-GCM): the call id, who asked, the
 * tool, the digest of the arguments and an end 10 minutes away. A state is used up by the command record of its call id.
 */
public final class Confirmations {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String REJECTED = "The request state is not valid, or not any more";
    private static final byte VERSION = 1;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int CONTENT_LENGTH = 24;
    private static final int LENGTH = 1 + NONCE_LENGTH + CONTENT_LENGTH + TAG_LENGTH;
    private static final int TEXT_LENGTH = 71;

    private final SecretKey key;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    public Confirmations(Secret key, InstantSource time) {
        this.key = derive(key);
        this.time = time;
    }

    public String seal(UUID callId, Caller caller, String tool, String argumentsDigest) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] content = ByteBuffer.allocate(CONTENT_LENGTH)
                .putLong(callId.getMostSignificantBits())
                .putLong(callId.getLeastSignificantBits())
                .putLong(time.instant().plus(LIFETIME).toEpochMilli())
                .array();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, bound(caller, tool, argumentsDigest))
                    .doFinal(content);
            byte[] state = ByteBuffer.allocate(LENGTH)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(state);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** The call id of a state sealed for just this caller, tool and arguments; throws {@link StateRejectedException}. */
    public UUID open(String state, Caller caller, String tool, String argumentsDigest) {
        byte[] sealed = decoded(state);
        byte[] nonce = new byte[NONCE_LENGTH];
        ByteBuffer.wrap(sealed).get(1, nonce);
        try {
            ByteBuffer content =
                    ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, nonce, bound(caller, tool, argumentsDigest))
                            .doFinal(sealed, 1 + NONCE_LENGTH, CONTENT_LENGTH + TAG_LENGTH));
            UUID callId = new UUID(content.getLong(), content.getLong());
            if (!time.instant().isBefore(Instant.ofEpochMilli(content.getLong()))) {
                throw new StateRejectedException(REJECTED);
            }
            return callId;
        } catch (GeneralSecurityException e) {
            throw new StateRejectedException(REJECTED);
        }
    }

    private static byte[] decoded(String state) {
        if (state.length() != TEXT_LENGTH) {
            throw new StateRejectedException(REJECTED);
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(state);
            // The last character carries two spare bits: a second spelling of the same bytes is an altered state.
            boolean isCanonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sealed)
                    .equals(state);
            if (sealed.length == LENGTH && sealed[0] == VERSION && isCanonical) {
                return sealed;
            }
        } catch (IllegalArgumentException e) {
            throw new StateRejectedException(REJECTED);
        }
        throw new StateRejectedException(REJECTED);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_LENGTH, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    /** What the state is bound to without carrying it: each part with its length in front, so no two lists look alike. */
    private static byte[] bound(Caller caller, String tool, String argumentsDigest) {
        List<byte[]> parts = List.of(
                new byte[] {VERSION},
                caller.subject().getBytes(StandardCharsets.UTF_8),
                caller.organisation().id().toString().getBytes(StandardCharsets.UTF_8),
                tool.getBytes(StandardCharsets.UTF_8),
                argumentsDigest.getBytes(StandardCharsets.UTF_8));
        ByteBuffer joined = ByteBuffer.allocate(
                parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
        parts.forEach(part -> joined.putInt(part.length).put(part));
        return joined.array();
    }

    private static SecretKey derive(Secret secret) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.reveal().getBytes(StandardCharsets.UTF_8))
                                    .thenExpand("watchbill confirmation 1".getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is not available", e);
        }
    }
}
