package org.watchbill.auth.client.document;

import org.watchbill.auth.client.Client;

/** What became of the search for a client by its address. */
public sealed interface DocumentDecision {

    record Found(Client client) implements DocumentDecision {}

    /** {@code reason} may be shown to anybody. */
    record Refused(String reason) implements DocumentDecision {}
}
