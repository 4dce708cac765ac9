package org.watchbill.kit.http;

import io.helidon.webserver.http.ServerResponse;
import org.watchbill.kit.refusal.Refusal;

/** Turns refusals and escaped exceptions into problem responses, in one place. */
public final class Problems {

    private Problems() {}

    /** Sends {@code refusal} with the HTTP status of its code. */
    public static void send(ServerResponse response, Refusal refusal) {
        throw new UnsupportedOperationException(response + " " + refusal);
    }
}
