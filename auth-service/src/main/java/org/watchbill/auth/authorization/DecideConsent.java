package org.watchbill.auth.authorization;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.grant.Code;
import org.watchbill.auth.grant.Codes;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.grant.Grants;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.scope.ScopeOffer;
import org.watchbill.auth.scope.ScopeRules;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.database.Database;

/** Takes the decision on a consent page, once; an approval makes the grant and its code. */
public final class DecideConsent {

    /** What the form says; everything in it is checked against what was offered. */
    record Form(String ticket, boolean approved, String organisation, List<String> ticked) {}

    /** The tables that an approval touches. */
    public record Registers(
            Database database, ConsentTickets tickets, Memberships memberships, Grants grants, Codes codes) {}

    private final Registers registers;
    private final InstantSource time;

    public DecideConsent(Registers registers, InstantSource time) {
        this.registers = registers;
        this.time = time;
    }

    ConsentDecision decide(Session session, Form form) {
        Instant now = time.instant();
        String ticketHash = SecretHash.of(form.ticket());
        return registers.database().inTransaction(transaction -> {
            Optional<AuthorizationRequest> request =
                    registers.tickets().find(transaction, ticketHash, SecretHash.of(session.secret()), now);
            if (request.isEmpty() || !registers.tickets().take(transaction, ticketHash)) {
                return new ConsentDecision.TicketGone();
            }
            return form.approved()
                    ? approve(transaction, session, request.get(), form)
                    : new ConsentDecision.Denied(request.get().address());
        });
    }

    private ConsentDecision approve(
            DbTransaction transaction, Session session, AuthorizationRequest request, Form form) {
        List<Membership> memberships =
                registers.memberships().of(transaction, session.user().id());
        Optional<Membership> chosen = memberships.stream()
                .filter(membership -> membership.organisation().id().toString().equals(form.organisation()))
                .findFirst();
        ScopeOffer offer = ScopeRules.offer(
                request.scopes(), memberships.stream().map(Membership::role).toList());
        return chosen.flatMap(membership -> ScopeRules.approved(offer, form.ticked(), membership.role())
                        .<ConsentDecision>map(scopes -> give(transaction, session, request, membership, scopes)))
                .orElseGet(ConsentDecision.NotOffered::new);
    }

    private ConsentDecision give(
            DbTransaction transaction,
            Session session,
            AuthorizationRequest request,
            Membership membership,
            Set<String> scopes) {
        Instant now = time.instant();
        Grant grant = new Grant(
                Grant.Id.next(),
                session.user().id(),
                request.clientId(),
                membership.organisation().id(),
                scopes,
                request.resource(),
                new Grant.Times(session.signedInAt(), now, now.plus(Grant.LIFETIME)));
        String code = RandomSecret.next();
        registers.grants().insert(transaction, grant);
        registers
                .codes()
                .insert(
                        transaction,
                        new Code(
                                SecretHash.of(code),
                                grant.id(),
                                request.redirectUri(),
                                request.challenge(),
                                request.nonce(),
                                now.plus(Code.LIFETIME),
                                false));
        return new ConsentDecision.Approved(request.address(), code);
    }
}
