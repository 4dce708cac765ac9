package org.watchbill.kit.mail;

/** What became of one attempt to send a mail. */
sealed interface Delivery {

    /** The server has taken it. */
    record Sent() implements Delivery {}

    /** The server says no for ever to this mail: a 5xx reply to the recipient or the content (RFC 5321, 4.2.1). */
    record Refused(int reply) implements Delivery {}

    /** The server says not now to this mail: a 4xx reply to the recipient or the content. */
    record Postponed(int reply) implements Delivery {}

    /** No mail can be sent at present: no connection, no trust, no sign-in, or the sender is not accepted. */
    record Unreachable(String reason) implements Delivery {}
}
