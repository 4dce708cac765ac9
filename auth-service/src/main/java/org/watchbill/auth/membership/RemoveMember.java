package org.watchbill.auth.membership;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** Ends a membership, and with it the person's connections and API tokens in the organisation; the account stays. */
public final class RemoveMember {

    private final Members members;
    private final MemberWrites writes;

    public RemoveMember(Organisations organisations, Members members) {
        this.members = members;
        this.writes = new MemberWrites(organisations, members);
    }

    public CommandResult run(
            DbTransaction transaction, Caller.Organisation organisation, User.Id id, ExpectedVersions expected) {
        Change.Target target = new Change.Target("membership", id.toString());
        Member member = writes.lock(transaction, organisation, id);
        JsonNode before = Json.tree(MembershipView.of(member));
        Optional<Refusal> objection = expected.objection(member.version(), before)
                .or(() -> writes.lastAdministrator(transaction, organisation, member));
        if (objection.isPresent()) {
            return MemberWrites.refused(objection.get(), target);
        }
        members.delete(transaction, MemberWrites.id(organisation), id);
        return new CommandResult.Done(
                Json.object(), new Change(target, Optional.of(CanonicalJson.digest(before)), Optional.empty()));
    }
}
