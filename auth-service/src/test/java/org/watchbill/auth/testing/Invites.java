package org.watchbill.auth.testing;

import io.helidon.dbclient.DbTransaction;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.invitation.FindInvitations;
import org.watchbill.auth.invitation.Invitation;
import org.watchbill.auth.invitation.InvitationLimits;
import org.watchbill.auth.invitation.InvitationLinks;
import org.watchbill.auth.invitation.Invitations;
import org.watchbill.auth.invitation.InvitePerson;
import org.watchbill.auth.invitation.ResendInvitation;
import org.watchbill.auth.invitation.SendInvitation;
import org.watchbill.auth.invitation.WithdrawInvitation;
import org.watchbill.auth.link.LinkDoor;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.mail.MailOutbox;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;

/** An administrator of the demo organisation who invites people, by the use cases themselves. */
public final class Invites {

    public static final Caller.Organisation CLINIC = new Caller.Organisation(
            UUID.fromString("0197a000-0000-7000-8000-000000000001"), "Harbor Clinic", ZoneId.of("America/New_York"));

    /** How an order ended, and the secret that it carried. */
    public record Outcome(CommandResult result, Secret secret) {

        public Invitation.Id id() {
            return new Invitation.Id(UUID.fromString(
                    ((CommandResult.Done) result).answer().path("id").stringValue()));
        }

        public String refusal() {
            return ((CommandResult.Refused) result).refusal().code().text();
        }
    }

    private final RunningAuth auth;
    private final Caller caller;
    private final Invitations invitations = new Invitations();
    private final InvitationLimits limits;
    private final SendInvitation sendInvitation;
    private final LinkDoor door = new LinkDoor(RunningAuth.ISSUER, "/invitation");
    private int made;

    public Invites(RunningAuth auth) {
        this(auth, "0197a000-0000-7000-8000-0000000000a1", CLINIC);
    }

    public Invites(RunningAuth auth, String administrator, Caller.Organisation organisation) {
        this.auth = auth;
        this.caller = new Caller(
                administrator,
                organisation,
                Role.ADMIN,
                Set.of(),
                "client",
                "grant",
                new Caller.Profile("Avery Stone", Optional.empty()));
        this.limits = new InvitationLimits(auth.time());
        this.sendInvitation = new SendInvitation(
                MailOutbox.of(auth.settings(), auth.settings().secret("keys.encryption-file"), auth.time()), door);
    }

    public Outcome invite(String email) {
        return invite(email, "", Role.MEMBER, 7);
    }

    public Outcome invite(String email, String name, Role role, int days) {
        InvitePerson.Registers registers =
                new InvitePerson.Registers(invitations, new Organisations(), new Memberships(), new Users());
        InvitePerson invitePerson = new InvitePerson(registers, limits, sendInvitation, auth.time());
        Secret secret = secret();
        return run(
                secret,
                transaction ->
                        invitePerson.run(transaction, caller, new InvitePerson.Order(email, name, role, days, secret)));
    }

    public Outcome resend(Invitation.Id id) {
        ResendInvitation resendInvitation =
                new ResendInvitation(invitations, new Organisations(), limits, sendInvitation, auth.time());
        Secret secret = secret();
        return run(
                secret,
                transaction -> resendInvitation.run(transaction, caller, new ResendInvitation.Order(id, secret)));
    }

    public Outcome withdraw(Invitation.Id id) {
        WithdrawInvitation withdrawInvitation = new WithdrawInvitation(invitations, new Organisations());
        return run(
                secret(),
                transaction ->
                        withdrawInvitation.run(transaction, caller.organisation(), new WithdrawInvitation.Order(id)));
    }

    public FindInvitations find() {
        return new FindInvitations(auth.database(), invitations);
    }

    public Optional<String> toShow(Secret secret) {
        return new InvitationLinks(auth.database(), invitations, door, auth.time()).toShow(secret);
    }

    private Outcome run(Secret secret, Function<DbTransaction, CommandResult> work) {
        return new Outcome(auth.database().inTransaction(work), secret);
    }

    private Secret secret() {
        return new Secret("secret-of-" + UUID.randomUUID() + "-" + made++);
    }
}
