package org.watchbill.gateway.credential;

import java.time.Duration;

/** What auth-service answered to a token exchange. */
public sealed interface ExchangeAnswer {

    record Granted(InternalToken token) implements ExchangeAnswer {}

    /** The credential is good no longer, or not good enough; {@code reason} may be shown to its owner. */
    record Refused(String reason) implements ExchangeAnswer {}

    /** Too many attempts went wrong before this one, which was not looked at. */
    record Throttled(Duration pause) implements ExchangeAnswer {}

    /** Nothing is known about the token: auth-service is down, or does not accept the gateway. */
    record Unavailable() implements ExchangeAnswer {}
}
