package org.watchbill.gateway.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.watchbill.kit.config.Secret;

/** The caller of a stream that lasts: whether the credential is still good is asked again and again. */
public final class Standing {

    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(10);

    private final Supplier<Admission> check;
    private final InstantSource time;
    private volatile Identity caller;
    private Instant next;

    /** {@code check} asks about the credential with which the stream was opened. */
    public Standing(Identity caller, Supplier<Admission> check, InstantSource time) {
        this.caller = caller;
        this.check = check;
        this.time = time;
        this.next = time.instant().plus(BETWEEN_CHECKS);
    }

    /** The newest token for the services. */
    public Secret internalToken() {
        return caller.internalToken();
    }

    /** False once the credential was revoked, has expired or can be checked no longer; to be asked every few seconds. */
    public boolean isGood() {
        if (time.instant().isBefore(next)) {
            return true;
        }
        next = time.instant().plus(BETWEEN_CHECKS);
        if (check.get() instanceof Admission.Admitted(Identity now)
                && now.principal().equals(caller.principal())) {
            caller = now;
            return true;
        }
        return false;
    }
}
