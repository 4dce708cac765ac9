package org.watchbill.gateway.credential;

import java.time.Duration;

/** Whether a request may come in. */
public sealed interface Admission {

    record Admitted(Identity identity) implements Admission {}

    /** No credential that is good here; {@code tokenSent} tells a bad one from none. */
    record Denied(boolean tokenSent, String reason) implements Admission {

        static final String USUAL_REASON = "A valid access token is needed";

        static Denied usual(boolean tokenSent) {
            return new Denied(tokenSent, USUAL_REASON);
        }
    }

    /** The token may be good, but the request does not prove that it comes from the holder of its key. */
    record BadProof(String reason) implements Admission {}

    /** The credential is looked at again after a pause. */
    record Throttled(Duration pause) implements Admission {}

    /** The token looks good but auth-service cannot be asked about it. */
    record Unavailable() implements Admission {}
}
