package org.watchbill.gateway.catalogue;

import java.time.Instant;
import java.util.List;

/**
 * What one service offers of one kind, as last heard.
 *
 * @param known false until the service has answered once
 * @param failing whether the last renewal failed, so that this is older than it should be
 * @param digest other offers, other text
 */
record Listing(List<Offer> offers, String digest, boolean known, boolean failing, Instant renewAt) {

    static final Listing NONE = new Listing(List.of(), "", false, false, Instant.MIN);

    Listing {
        offers = List.copyOf(offers);
    }

    Listing failed(Instant retryAt) {
        return new Listing(offers, digest, known, true, retryAt);
    }

    /** The same, to be renewed before it is used again. */
    Listing expired() {
        return new Listing(offers, digest, known, false, Instant.MIN);
    }
}
