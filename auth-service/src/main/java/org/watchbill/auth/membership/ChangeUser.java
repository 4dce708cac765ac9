package org.watchbill.auth.membership;

import io.helidon.dbclient.DbTransaction;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.apitoken.ApiTokens;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.organisation.NameRules;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.auth.session.EndSessions;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;

/**
 * Changes the account of a person who is in no other organisation. Disabling ends the person's sessions, connections and
 * API tokens.
 */
public final class ChangeUser {

    /** What is to be different. */
    public record Order(
            @Describe("The new name") Optional<String> name,
            @Describe("Whether signing in is forbidden") Optional<Boolean> disabled) {}

    /** What ends with a disabled account. */
    public record Endings(EndSessions sessions, EndGrants grants, ApiTokens apiTokens) {}

    private final Members members;
    private final MemberWrites writes;
    private final Endings endings;
    private final InstantSource time;

    public ChangeUser(Organisations organisations, Members members, Endings endings, InstantSource time) {
        this.members = members;
        this.writes = new MemberWrites(organisations, members);
        this.endings = endings;
        this.time = time;
    }

    public CommandResult run(
            DbTransaction transaction,
            Caller.Organisation organisation,
            User.Id id,
            Order order,
            ExpectedVersions expected) {
        Change.Target target = new Change.Target("user", id.toString());
        writes.lock(transaction, organisation, id);
        members.lockAccount(transaction, id);
        Member member = writes.find(transaction, organisation, id);
        UserView before = UserView.of(member);
        boolean disabled = order.disabled().orElse(before.disabled());
        Optional<Refusal> objection = expected.objection(before.version(), Json.tree(before))
                .or(() -> MemberRules.sharedAccount(
                        members.isAlsoElsewhere(transaction, MemberWrites.id(organisation), id)));
        if (objection.isEmpty() && disabled) {
            objection = writes.lastAdministrator(transaction, organisation, member);
        }
        if (objection.isPresent()) {
            return MemberWrites.refused(objection.get(), target);
        }
        change(transaction, member, order, disabled);
        UserView after = UserView.of(writes.find(transaction, organisation, id));
        return MemberWrites.done(target, Json.tree(before), Json.tree(after));
    }

    private void change(DbTransaction transaction, Member member, Order order, boolean disabled) {
        String name = order.name()
                .map(text -> NameRules.tidy("name", text))
                .orElse(member.account().name());
        members.changeAccount(
                transaction, member.id(), name, disabled ? Optional.of(time.instant()) : Optional.empty());
        if (disabled) {
            endings.sessions().all(transaction, member.id());
            endings.grants().ofUser(transaction, member.id());
            endings.apiTokens().deleteOf(transaction, member.id());
        }
    }
}
