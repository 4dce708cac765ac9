package org.watchbill.auth.device;

import java.time.Instant;

/** Decides what a device is told that asks for its tokens (RFC 8628 section 3.5). */
final class PollRules {

    enum Decision {
        READY,
        PENDING,
        TOO_FAST,
        DENIED,
        EXPIRED,
        USED
    }

    private PollRules() {}

    static Decision decide(DeviceCode code, Instant now) {
        if (code.outcome().used()) {
            return Decision.USED;
        }
        if (!now.isBefore(code.expiresAt())) {
            return Decision.EXPIRED;
        }
        if (code.outcome().denied()) {
            return Decision.DENIED;
        }
        if (code.outcome().grant().isPresent()) {
            return Decision.READY;
        }
        boolean early = code.polling()
                .lastAt()
                .filter(last -> now.isBefore(last.plus(code.polling().pause())))
                .isPresent();
        return early ? Decision.TOO_FAST : Decision.PENDING;
    }
}
