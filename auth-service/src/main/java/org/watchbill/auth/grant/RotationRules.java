package org.watchbill.auth.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what a presented refresh token leads to. Several processes of one client often share a stored token, so for a
 * short while a used one leads to the same successor again, as long as nobody has used that.
 */
final class RotationRules {

    static final Duration REPLAY_WINDOW = Duration.ofSeconds(30);

    enum Decision {
        ROTATE,
        REPEAT,
        KILL
    }

    private RotationRules() {}

    static Decision decide(RefreshTokens.Row token, boolean successorUsed, Instant now) {
        Optional<RefreshTokens.Used> used = token.used();
        if (used.isEmpty()) {
            return Decision.ROTATE;
        }
        boolean recent = !now.isAfter(used.get().at().plus(REPLAY_WINDOW));
        return recent && !successorUsed ? Decision.REPEAT : Decision.KILL;
    }
}
