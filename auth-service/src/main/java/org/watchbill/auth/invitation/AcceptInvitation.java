package org.watchbill.auth.invitation;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.PasswordHasher;
import org.watchbill.auth.account.User;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.event.AccountEvents;
import org.watchbill.auth.event.Happening;
import org.watchbill.auth.organisation.Membership;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.database.Database;

/** Makes a member of whoever brings the secret of an invitation, once. */
public final class AcceptInvitation {

    /** The tables that it touches. */
    public record Registers(
            Database database,
            Invitations invitations,
            Organisations organisations,
            Memberships memberships,
            Users users) {}

    /** An invitation that can be accepted, and whether its address has an account. */
    record Open(Invitation invitation, Organisation organisation, boolean hasAccount) {}

    private final Registers registers;
    private final PasswordHasher hasher;
    private final AccountEvents events;
    private final InstantSource time;

    public AcceptInvitation(Registers registers, PasswordHasher hasher, AccountEvents events, InstantSource time) {
        this.registers = registers;
        this.hasher = hasher;
        this.events = events;
        this.time = time;
    }

    Optional<Open> find(String secret) {
        Instant now = time.instant();
        return registers
                .database()
                .read(reader -> registers
                        .invitations()
                        .open(reader, SecretHash.of(secret), now)
                        .flatMap(invitation -> registers
                                .organisations()
                                .find(reader, invitation.organisation())
                                .map(organisation -> new Open(
                                        invitation,
                                        organisation,
                                        registers
                                                .users()
                                                .withEmail(reader, invitation.email())
                                                .isPresent()))));
    }

    /** For an address without an account; {@code name} and {@code password} have no fault. */
    AcceptanceDecision byNewPerson(String secret, String name, String password) {
        Optional<Open> open = find(secret);
        if (open.isEmpty()) {
            return new AcceptanceDecision.Gone();
        }
        Invitation invitation = open.get().invitation();
        User user = new User(
                User.Id.next(),
                invitation.email(),
                name,
                hasher.hash(password),
                false,
                invitation.sending().mailed());
        try {
            return registers.database().inTransaction(transaction -> {
                registers.organisations().lock(transaction, invitation.organisation());
                if (!taken(transaction, secret)) {
                    return new AcceptanceDecision.Gone();
                }
                registers.users().insert(transaction, user, time.instant());
                return joined(transaction, open.get(), user);
            });
        } catch (RuntimeException e) {
            if (!Database.isDuplicate(e)) {
                throw e;
            }
            return new AcceptanceDecision.HasAccount();
        }
    }

    /** For an address with an account; {@code user} is signed in. */
    AcceptanceDecision byUser(String secret, User user) {
        Optional<Open> open = find(secret);
        if (open.isEmpty()) {
            return new AcceptanceDecision.Gone();
        }
        if (!open.get().invitation().email().equals(user.email())) {
            return new AcceptanceDecision.SomebodyElse();
        }
        return registers.database().inTransaction(transaction -> {
            registers
                    .organisations()
                    .lock(transaction, open.get().organisation().id());
            return taken(transaction, secret) ? joined(transaction, open.get(), user) : new AcceptanceDecision.Gone();
        });
    }

    private boolean taken(DbTransaction transaction, String secret) {
        return registers.invitations().take(transaction, SecretHash.of(secret), time.instant());
    }

    /** A member stays what they are. */
    private AcceptanceDecision joined(DbTransaction transaction, Open open, User user) {
        Instant now = time.instant();
        Invitation invitation = open.invitation();
        Organisation.Id organisation = invitation.organisation();
        if (registers.memberships().find(transaction, organisation, user.id()).isEmpty()) {
            registers
                    .memberships()
                    .insert(transaction, new Membership(open.organisation(), user.id(), invitation.role()), now);
        }
        if (invitation.sending().mailed() && !user.emailVerified()) {
            registers.users().changeEmail(transaction, user.id(), user.email(), now);
        }
        events.tell(
                transaction,
                organisation,
                Happening.by(
                        user.id(),
                        "accept_invitation",
                        new Change.Target("invitation", invitation.id().toString())));
        return new AcceptanceDecision.Accepted(user);
    }
}
