package org.watchbill.auth.factor.passkey;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.seal.Seal;

/**
 * Challenges that only the browser which got them can answer, for one purpose and within ten minutes. They are sealed and
 * not stored, so that looking at the sign-in page writes nothing; that one is answered once is seen when it is used.
 */
public final class Challenges {

    /** What an answer is for. */
    public enum Purpose {
        REGISTER,
        SIGN_IN,
        SECOND_STEP
    }

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Seal seal;
    private final InstantSource time;

    public Challenges(Secret encryption, InstantSource time) {
        this.seal = new Seal(encryption, "passkey challenge");
        this.time = time;
    }

    /** 36 bytes in base64url, 12 of them random; {@code browser} is the token of the browser's forms. */
    public String next(Purpose purpose, String browser) {
        byte[] end = ByteBuffer.allocate(Long.BYTES)
                .putLong(time.instant().plus(LIFETIME).getEpochSecond())
                .array();
        return seal.close(end, facts(purpose, browser));
    }

    /** When {@code challenge} ends; empty when it has, or was not made for this purpose and browser. */
    Optional<Instant> end(String challenge, Purpose purpose, String browser) {
        return seal.open(challenge, facts(purpose, browser))
                .map(end -> Instant.ofEpochSecond(ByteBuffer.wrap(end).getLong()))
                .filter(end -> end.isAfter(time.instant()));
    }

    private static List<String> facts(Purpose purpose, String browser) {
        return List.of(purpose.name(), browser);
    }
}
