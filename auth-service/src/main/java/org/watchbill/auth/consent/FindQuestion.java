package org.watchbill.auth.consent;

import io.helidon.dbclient.DbExecute;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.User;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.scope.ScopeArea;
import org.watchbill.auth.scope.ScopeOffer;
import org.watchbill.auth.scope.ScopeRules;

/** Finds out what a person can answer to a client's wish: before the page is shown, and again when the answer comes. */
public final class FindQuestion {

    private final Clients clients;
    private final Memberships memberships;
    private final Grants grants;
    private final Resources resources;
    private final InstantSource time;

    public FindQuestion(
            Clients clients, Memberships memberships, Grants grants, Resources resources, InstantSource time) {
        this.clients = clients;
        this.memberships = memberships;
        this.grants = grants;
        this.resources = resources;
        this.time = time;
    }

    /** Empty when the person belongs to no organisation in which the client can be used. */
    Optional<Question> find(DbExecute reader, User.Id person, Client client, Wish wish) {
        Optional<Organisation.Id> only = clients.organisation(reader, client.id());
        List<Membership> possible = memberships.of(reader, person).stream()
                .filter(membership -> only.isEmpty()
                        || only.get().equals(membership.organisation().id()))
                .toList();
        if (possible.isEmpty()) {
            return Optional.empty();
        }
        Instant now = time.instant();
        Optional<Grant> held = grants.latest(reader, person, client.id(), wish.resource(), now);
        ScopeOffer offer = ScopeRules.offer(
                wish.resource().equals(resources.accounts()) ? ScopeArea.ACCOUNTS : ScopeArea.WORK,
                wish.scopes(),
                held.map(Grant::scopes).orElse(Set.of()),
                possible.stream().map(Membership::role).toList());
        return Optional.of(new Question(now, client, possible, held, offer));
    }
}
