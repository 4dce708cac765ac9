package org.watchbill.auth.event;

import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.audit.AuditEvent;
import org.watchbill.kit.audit.Outbox;
import org.watchbill.kit.json.CanonicalJson;

/**
 * Puts what happened into the outbox, in the transaction that does it. Writes that are commands record themselves; this is
 * for what no command stands for, such as signing in and approving a connection.
 */
public final class AccountEvents {

    private final Outbox outbox;
    private final Memberships memberships;
    private final String source;
    private final InstantSource time;

    /** {@code source} is the name of this service. */
    public AccountEvents(Outbox outbox, Memberships memberships, String source, InstantSource time) {
        this.outbox = outbox;
        this.memberships = memberships;
        this.source = source;
        this.time = time;
    }

    /** Tells one organisation. */
    public void tell(DbTransaction transaction, Organisation.Id organisation, Happening happening) {
        outbox.add(
                transaction,
                new AuditEvent(
                        UUID.randomUUID(),
                        organisation.value(),
                        time.instant().truncatedTo(ChronoUnit.MICROS),
                        happening.actor(),
                        happening.operation(),
                        Optional.of(happening.target()),
                        happening.details(),
                        CanonicalJson.digest(happening.details()),
                        Optional.empty(),
                        Optional.empty(),
                        happening.outcome(),
                        happening.code(),
                        Optional.empty(),
                        source));
    }

    /** Tells every organisation of {@code person}, as an account belongs to all of them. */
    public void tellAllOf(DbTransaction transaction, User.Id person, Happening happening) {
        memberships.of(transaction, person).stream()
                .map(membership -> membership.organisation().id())
                .forEach(organisation -> tell(transaction, organisation, happening));
    }
}
