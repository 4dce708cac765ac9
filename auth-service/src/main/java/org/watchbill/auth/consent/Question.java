package org.watchbill.auth.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.scope.ScopeOffer;

/**
 * What a person is asked and can choose from.
 *
 * @param memberships at least one
 * @param at when it is asked
 * @param held the latest connection that the client already has to the resource
 */
public record Question(
        Instant at, Client client, List<Membership> memberships, Optional<Grant> held, ScopeOffer offer) {

    public Question {
        memberships = List.copyOf(memberships);
    }
}
