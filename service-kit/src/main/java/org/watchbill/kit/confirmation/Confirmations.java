package org.watchbill.kit.confirmation;

import java.time.InstantSource;
import java.util.UUID;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.token.Caller;

/**
 * Seals what a person is asked to confirm into an opaque {@code requestState} (AES-256-GCM): the call id, who asked, the
 * tool, the digest of the arguments and an end 10 minutes away. A state is used up by the command record of its call id.
 */
public final class Confirmations {

    public Confirmations(Secret key, InstantSource time) {
        throw new UnsupportedOperationException(key + " " + time);
    }

    public String seal(UUID callId, Caller caller, String tool, String argumentsDigest) {
        throw new UnsupportedOperationException(callId + " " + caller + tool + argumentsDigest);
    }

    /** The call id of a state sealed for just this caller, tool and arguments; throws {@link StateRejectedException}. */
    public UUID open(String state, Caller caller, String tool, String argumentsDigest) {
        throw new UnsupportedOperationException(state + caller + tool + argumentsDigest);
    }
}
