package org.watchbill.auth.membership;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.kit.token.Role;

/** Gives a member another role; tokens that exist follow it at their next use. */
public final class ChangeRole {

    /** What the person is to be. */
    public record Order(@Describe("The new role") Role role) {}

    private final Members members;
    private final MemberWrites writes;

    public ChangeRole(Organisations organisations, Members members) {
        this.members = members;
        this.writes = new MemberWrites(organisations, members);
    }

    public CommandResult run(
            DbTransaction transaction,
            Caller.Organisation organisation,
            User.Id id,
            Order order,
            ExpectedVersions expected) {
        Change.Target target = new Change.Target("membership", id.toString());
        Member member = writes.lock(transaction, organisation, id);
        MembershipView before = MembershipView.of(member);
        Optional<Refusal> objection = expected.objection(member.version(), Json.tree(before));
        if (objection.isEmpty() && order.role() != Role.ADMIN) {
            objection = writes.lastAdministrator(transaction, organisation, member);
        }
        if (objection.isPresent()) {
            return MemberWrites.refused(objection.get(), target);
        }
        members.changeRole(transaction, MemberWrites.id(organisation), id, order.role());
        MembershipView after = MembershipView.of(writes.find(transaction, organisation, id));
        return MemberWrites.done(target, Json.tree(before), Json.tree(after));
    }
}
