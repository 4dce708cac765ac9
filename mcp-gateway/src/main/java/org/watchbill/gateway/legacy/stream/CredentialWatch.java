package org.watchbill.gateway.legacy.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.watchbill.gateway.call.Arrival;
import org.watchbill.gateway.credential.Admission;

/** Looks once a minute whether the credential with which a stream was opened still admits the same caller. */
public final class CredentialWatch {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(60);

    private final Arrival arrival;
    private final InstantSource time;
    private Instant nextLook;

    public CredentialWatch(Arrival arrival, InstantSource time) {
        this.arrival = arrival;
        this.time = time;
        this.nextLook = time.instant().plus(BETWEEN_LOOKS);
    }

    public boolean isStillGood() {
        Instant now = time.instant();
        if (now.isBefore(nextLook)) {
            return true;
        }
        nextLook = now.plus(BETWEEN_LOOKS);
        return switch (arrival.recheck()) {
            case Admission.Admitted admitted ->
                admitted.identity().principal().equals(arrival.caller().principal());
            case Admission.Denied denied -> false;
            case Admission.Throttled throttled -> true;
            case Admission.Unavailable unavailable -> true;
        };
    }
}
