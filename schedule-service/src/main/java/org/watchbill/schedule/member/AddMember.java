package org.watchbill.schedule.member;

import io.helidon.dbclient.DbTransaction;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.audit.Change;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.Caller;
import org.watchbill.schedule.organisation.Organisations;
import tools.jackson.databind.JsonNode;

/** Adds one member. */
public final class AddMember {

    private final Organisations organisations;
    private final Members members;

    public AddMember(Organisations organisations, Members members) {
        this.organisations = organisations;
        this.members = members;
    }

    public CommandResult run(DbTransaction transaction, Caller.Organisation organisation, NewMember wanted) {
        NewMember tidy = MemberRules.tidy(wanted);
        Optional<Refusal> objection = MemberRules.objection(tidy);
        if (objection.isPresent()) {
            return CommandResult.refused(objection.get());
        }
        organisations.rememberAndLock(transaction, organisation);
        if (tidy.email()
                .flatMap(email -> members.byEmail(transaction, organisation.id(), email))
                .isPresent()) {
            return CommandResult.refused(
                    Refusal.of(ErrorCode.CONFLICT, "Another member has this e-mail address already"));
        }
        Member member = Member.add(tidy);
        members.insert(transaction, organisation.id(), member);
        JsonNode answer = Json.tree(MemberView.withContact(member, List.of()));
        return new CommandResult.Done(
                answer,
                new Change(
                        new Change.Target("member", member.id().value().toString()),
                        Optional.empty(),
                        Optional.of(CanonicalJson.digest(answer))));
    }
}
