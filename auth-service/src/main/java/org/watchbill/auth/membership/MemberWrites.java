package org.watchbill.auth.membership;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.Organisations;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.JsonNode;

/** One member of an organisation whose people nobody else changes meanwhile. */
final class MemberWrites {

    private final Organisations organisations;
    private final Members members;

    MemberWrites(Organisations organisations, Members members) {
        this.organisations = organisations;
        this.members = members;
    }

    /** Locks the people of the organisation and then finds; throws {@link RefusedException} when there is no such person. */
    Member lock(DbTransaction transaction, Caller.Organisation organisation, User.Id id) {
        organisations.lock(transaction, id(organisation));
        return find(transaction, organisation, id);
    }

    Member find(DbTransaction transaction, Caller.Organisation organisation, User.Id id) {
        return members.find(transaction, id(organisation), id)
                .orElseThrow(() -> new RefusedException(MemberRules.notFound()));
    }

    /** Against taking {@code member} away as an administrator. */
    Optional<Refusal> lastAdministrator(DbTransaction transaction, Caller.Organisation organisation, Member member) {
        return MemberRules.lastAdministrator(
                member, members.administrators(transaction, id(organisation), member.id()));
    }

    static Organisation.Id id(Caller.Organisation organisation) {
        return new Organisation.Id(organisation.id());
    }

    static CommandResult refused(Refusal refusal, Change.Target target) {
        return new CommandResult.Refused(refusal, Optional.of(target));
    }

    static CommandResult done(Change.Target target, JsonNode before, JsonNode after) {
        return new CommandResult.Done(
                after,
                new Change(
                        target, Optional.of(CanonicalJson.digest(before)), Optional.of(CanonicalJson.digest(after))));
    }
}
