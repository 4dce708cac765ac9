package org.watchbill.auth.authorization;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import org.watchbill.auth.authorization.pushed.PushedRequests;
import org.watchbill.auth.consent.ConsentForm;
import org.watchbill.auth.consent.ConsentTickets;
import org.watchbill.auth.consent.GiveConsent;
import org.watchbill.auth.grant.Code;
import org.watchbill.auth.grant.Codes;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.database.Database;

/** Takes the decision on a consent page, once; an approval makes the grant and its code. */
public final class DecideConsent {

    /** The tables that an approval touches. */
    public record Registers(
            Database database, ConsentTickets<AuthorizationRequest> tickets, PushedRequests pushed, Codes codes) {}

    private final Registers registers;
    private final GiveConsent giveConsent;
    private final InstantSource time;

    public DecideConsent(Registers registers, GiveConsent giveConsent, InstantSource time) {
        this.registers = registers;
        this.giveConsent = giveConsent;
        this.time = time;
    }

    ConsentDecision decide(Session session, ConsentForm form) {
        return registers
                .database()
                .inTransaction(transaction -> registers
                        .tickets()
                        .take(transaction, form.ticket(), session, time.instant())
                        .filter(request ->
                                request.pushed().isEmpty() || registers.pushed().use(transaction, request.pushed()))
                        .map(request -> decide(transaction, session, request, form))
                        .orElseGet(ConsentDecision.TicketGone::new));
    }

    private ConsentDecision decide(
            DbTransaction transaction, Session session, AuthorizationRequest request, ConsentForm form) {
        if (!form.approved()) {
            giveConsent.deny(transaction, session, request.wish(), form);
            return new ConsentDecision.Denied(request.address());
        }
        return giveConsent
                .approve(transaction, session, request.wish(), form)
                .<ConsentDecision>map(
                        grant -> new ConsentDecision.Approved(request.address(), code(transaction, request, grant)))
                .orElseGet(ConsentDecision.NotOffered::new);
    }

    private String code(DbTransaction transaction, AuthorizationRequest request, Grant grant) {
        Instant end = time.instant().plus(Code.LIFETIME);
        String code = RandomSecret.next();
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
                                end,
                                false));
        return code;
    }
}
