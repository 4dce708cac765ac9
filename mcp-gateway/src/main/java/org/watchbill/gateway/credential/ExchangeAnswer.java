package org.watchbill.gateway.credential;

/** What auth-service answered to a token exchange. */
public sealed interface ExchangeAnswer {

    record Granted(InternalToken token) implements ExchangeAnswer {}

    /** The client's token is good no longer. */
    record Refused() implements ExchangeAnswer {}

    /** Nothing is known about the token: auth-service is down, or does not accept the gateway. */
    record Unavailable() implements ExchangeAnswer {}
}
