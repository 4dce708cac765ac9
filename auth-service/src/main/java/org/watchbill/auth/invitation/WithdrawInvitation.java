package org.watchbill.auth.invitation;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** Takes an invitation back; its link stops working. */
public final class WithdrawInvitation {

    /** Which one. */
    public record Order(Invitation.Id id) {}

    private final Invitations invitations;
    private final Organisations organisations;

    public WithdrawInvitation(Invitations invitations, Organisations organisations) {
        this.invitations = invitations;
        this.organisations = organisations;
    }

    /** Answers the {@link InvitationView} of before. */
    public CommandResult run(DbTransaction transaction, Caller.Organisation organisation, Order order) {
        Organisation.Id id = new Organisation.Id(organisation.id());
        Change.Target target = new Change.Target("invitation", order.id().toString());
        organisations.lock(transaction, id);
        Optional<Invitation> found = invitations.find(transaction, id, order.id());
        if (found.isEmpty()) {
            return new CommandResult.Refused(InvitationRules.notFound(), Optional.of(target));
        }
        invitations.delete(transaction, order.id());
        JsonNode before = Json.tree(InvitationView.of(found.get()));
        return new CommandResult.Done(
                before, new Change(target, Optional.of(CanonicalJson.digest(before)), Optional.empty()));
    }
}
