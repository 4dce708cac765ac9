package org.watchbill.gateway.credential;

/** Whether a request may come in. */
public sealed interface Admission {

    record Admitted(Identity identity) implements Admission {}

    /** No token that is good here; {@code tokenSent} tells a bad one from none. */
    record Denied(boolean tokenSent) implements Admission {}

    /** The token looks good but auth-service cannot be asked about it. */
    record Unavailable() implements Admission {}
}
