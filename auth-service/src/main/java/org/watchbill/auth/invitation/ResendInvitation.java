package org.watchbill.auth.invitation;

import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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
import tools.jackson.databind.JsonNode;

/** Sends an invitation again, also one that has ended, with another link; the link before stops working. */
public final class ResendInvitation {

    /**
     * What to send.
     *
     * @param days from now on
     * @param secret new for each attempt; {@link InvitationLinks#toShow} tells afterwards whether to show it
     */
    public record Order(Invitation.Id id, int days, Secret secret) {

        /** For seven days more. */
        public Order(Invitation.Id id, Secret secret) {
            this(id, InvitationRules.USUAL_DAYS, secret);
        }
    }

    private final Invitations invitations;
    private final Organisations organisations;
    private final InvitationLimits limits;
    private final SendInvitation sendInvitation;
    private final InstantSource time;

    public ResendInvitation(
            Invitations invitations,
            Organisations organisations,
            InvitationLimits limits,
            SendInvitation sendInvitation,
            InstantSource time) {
        this.invitations = invitations;
        this.organisations = organisations;
        this.limits = limits;
        this.sendInvitation = sendInvitation;
        this.time = time;
    }

    /** Answers an {@link InvitationView}. */
    public CommandResult run(DbTransaction transaction, Caller caller, Order order) {
        Change.Target target = new Change.Target("invitation", order.id().toString());
        Optional<Refusal> objection = InvitationRules.days(order.days());
        if (objection.isPresent()) {
            return new CommandResult.Refused(objection.get(), Optional.of(target));
        }
        Organisation.Id organisation = new Organisation.Id(caller.organisation().id());
        organisations.lock(transaction, organisation);
        Optional<Invitation> before = invitations.find(transaction, organisation, order.id());
        if (before.isEmpty()) {
            return new CommandResult.Refused(InvitationRules.notFound(), Optional.of(target));
        }
        if (!limits.allows(caller, before.get().email())) {
            return new CommandResult.Refused(InvitationRules.tooMany(), Optional.of(target));
        }
        Invitation after = again(before.get(), order.days());
        invitations.send(transaction, after.id(), SecretHash.of(order.secret().reveal()), after.sending());
        sendInvitation.send(transaction, after, caller, order.secret());
        JsonNode answer = Json.tree(InvitationView.of(after));
        return new CommandResult.Done(
                answer,
                new Change(
                        target,
                        Optional.of(CanonicalJson.digest(Json.tree(InvitationView.of(before.get())))),
                        Optional.of(CanonicalJson.digest(answer))));
    }

    private Invitation again(Invitation before, int days) {
        Instant now = time.instant();
        return new Invitation(
                before.id(),
                before.organisation(),
                before.email(),
                before.name(),
                before.role(),
                before.invitedBy(),
                new Invitation.Sending(sendInvitation.canMail(), now, now.plus(Duration.ofDays(days))));
    }
}
