package org.watchbill.auth.grant;

import java.time.Instant;
import org.watchbill.auth.secret.SecretHash;

/** Decides what a presented code is worth. Whatever the answer, the code is dead afterwards. */
final class CodeRules {

    /**
     * What a client presents.
     *
     * @param redirectUri empty when it sent none, as OAuth 2.1 has it
     */
    record Presented(String clientId, String verifier, String redirectUri) {}

    enum Decision {
        ACCEPTED,
        REFUSED,
        /** A second use that only the rightful client can make: its tokens may be in two hands. */
        REPLAYED
    }

    private CodeRules() {}

    static Decision decide(Code code, String clientOfGrant, Presented presented, Instant now) {
        boolean rightful = clientOfGrant.equals(presented.clientId())
                && SecretHash.matches(code.challenge(), presented.verifier());
        if (code.used()) {
            return rightful ? Decision.REPLAYED : Decision.REFUSED;
        }
        boolean sameRedirect =
                presented.redirectUri().isEmpty() || presented.redirectUri().equals(code.redirectUri());
        return rightful && sameRedirect && now.isBefore(code.expiresAt()) ? Decision.ACCEPTED : Decision.REFUSED;
    }
}
