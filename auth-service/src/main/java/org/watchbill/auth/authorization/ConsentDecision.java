package org.watchbill.auth.authorization;

/** What became of a person's approval or denial. */
sealed interface ConsentDecision {

    /** The client gets a code. */
    record Approved(ClientAddress client, String code) implements ConsentDecision {}

    record Denied(ClientAddress client) implements ConsentDecision {}

    /** The ticket is unknown, of another browser, expired or already decided. */
    record TicketGone() implements ConsentDecision {}

    /** The form names an organisation or a right that was not offered. */
    record NotOffered() implements ConsentDecision {}
}
