package org.watchbill.kit.confirmation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.seal.Seal;
import org.watchbill.kit.token.Caller;

/**
 * Seals what a person is asked to confirm into an opaque {@code requestState}: the call id and an end 10 minutes away,
 * bound to who asked, the tool and the digest of the arguments. A state is used up by the command record of its call id.
 */
public final class Confirmations {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int CONTENT_LENGTH = 24;
    private static final int LONGEST_STATE = 100;

    private final Seal seal;
    private final InstantSource time;

    public Confirmations(Secret key, InstantSource time) {
        this.seal = new Seal(key, "watchbill confirmation 1");
        this.time = time;
    }

    public String seal(UUID callId, Caller caller, String tool, String argumentsDigest) {
        byte[] content = ByteBuffer.allocate(CONTENT_LENGTH)
                .putLong(callId.getMostSignificantBits())
                .putLong(callId.getLeastSignificantBits())
                .putLong(time.instant().plus(LIFETIME).toEpochMilli())
                .array();
        return seal.close(content, facts(caller, tool, argumentsDigest));
    }

    /** The call id of a state sealed for just this caller, tool and arguments; throws {@link StateRejectedException}. */
    public UUID open(String state, Caller caller, String tool, String argumentsDigest) {
        if (state.length() > LONGEST_STATE) {
            throw new StateRejectedException();
        }
        ByteBuffer content = seal.open(state, facts(caller, tool, argumentsDigest))
                .map(ByteBuffer::wrap)
                .orElseThrow(StateRejectedException::new);
        UUID callId = new UUID(content.getLong(), content.getLong());
        if (!time.instant().isBefore(Instant.ofEpochMilli(content.getLong()))) {
            throw new StateRejectedException();
        }
        return callId;
    }

    private static List<String> facts(Caller caller, String tool, String argumentsDigest) {
        return List.of(caller.subject(), caller.organisation().id().toString(), tool, argumentsDigest);
    }
}
