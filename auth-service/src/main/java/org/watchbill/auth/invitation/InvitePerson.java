package org.watchbill.auth.invitation;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.account.EmailAddress;
import org.watchbill.auth.account.Users;
import org.watchbill.auth.organisation.Memberships;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;

/** Invites an e-mail address; says nothing of whether there is an account with it. */
public final class InvitePerson {

    /**
     * Whom to invite.
     *
     * @param name may be empty
     * @param secret new for each attempt; {@link InvitationLinks#toShow} tells afterwards whether to show it
     */
    public record Order(String email, String name, Role role, int days, Secret secret) {

        /** For seven days. */
        public Order(String email, String name, Role role, Secret secret) {
            this(email, name, role, InvitationRules.USUAL_DAYS, secret);
        }
    }

    /** The tables it looks into. */
    public record Registers(
            Invitations invitations, Organisations organisations, Memberships memberships, Users users) {}

    private final Registers registers;
    private final InvitationLimits limits;
    private final SendInvitation sendInvitation;
    private final InstantSource time;

    public InvitePerson(
            Registers registers, InvitationLimits limits, SendInvitation sendInvitation, InstantSource time) {
        this.registers = registers;
        this.limits = limits;
        this.sendInvitation = sendInvitation;
        this.time = time;
    }

    /** Answers an {@link InvitationView}. */
    public CommandResult run(DbTransaction transaction, Caller caller, Order order) {
        Optional<Refusal> objection = InvitationRules.objection(order);
        if (objection.isPresent()) {
            return CommandResult.refused(objection.get());
        }
        Organisation.Id organisation = new Organisation.Id(caller.organisation().id());
        registers.organisations().lock(transaction, organisation);
        Instant now = time.instant();
        registers.invitations().deleteEnded(transaction, now);
        String email = EmailAddress.normalised(order.email()).orElseThrow();
        Optional<Refusal> conflict = conflict(transaction, organisation, email, now);
        if (conflict.isPresent()) {
            return CommandResult.refused(conflict.get());
        }
        if (!limits.allows(caller, email)) {
            return CommandResult.refused(InvitationRules.tooMany());
        }
        Invitation invitation = new Invitation(
                new Invitation.Id(UUID.randomUUID()),
                organisation,
                email,
                order.name().strip(),
                order.role(),
                caller.subject(),
                new Invitation.Sending(sendInvitation.canMail(), now, now.plus(Duration.ofDays(order.days()))));
        registers
                .invitations()
                .insert(transaction, invitation, SecretHash.of(order.secret().reveal()));
        sendInvitation.send(transaction, invitation, caller, order.secret());
        return done(invitation);
    }

    /** An invitation that has ended makes room for another. */
    private Optional<Refusal> conflict(
            DbTransaction transaction, Organisation.Id organisation, String email, Instant now) {
        boolean member = registers
                .users()
                .withEmail(transaction, email)
                .flatMap(user -> registers.memberships().find(transaction, organisation, user.id()))
                .isPresent();
        if (member) {
            return Optional.of(InvitationRules.isMember());
        }
        Optional<Invitation> earlier = registers.invitations().withEmail(transaction, organisation, email);
        if (earlier.filter(invitation -> invitation.isOpen(now)).isPresent()) {
            return Optional.of(InvitationRules.isInvited());
        }
        earlier.ifPresent(invitation -> registers.invitations().delete(transaction, invitation.id()));
        return registers.invitations().countOpen(transaction, organisation, now) < InvitationRules.MOST_OPEN
                ? Optional.empty()
                : Optional.of(InvitationRules.tooManyOpen());
    }

    private static CommandResult done(Invitation invitation) {
        JsonNode answer = Json.tree(InvitationView.of(invitation));
        return new CommandResult.Done(
                answer,
                new Change(
                        new Change.Target("invitation", invitation.id().toString()),
                        Optional.empty(),
                        Optional.of(CanonicalJson.digest(answer))));
    }
}
