package org.watchbill.auth.administration.member;

import org.watchbill.auth.account.User;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Question;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.membership.FindMembers;
import org.watchbill.auth.membership.Member;
import org.watchbill.auth.membership.ResetFactors;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Identifiers;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/members/<id>/reset-factors}: for somebody who has lost all second factors. */
public final class FactorsResetEndpoint {

    private final FindMembers find;
    private final ResetFactors reset;
    private final AdministratorCommands commands;

    public FactorsResetEndpoint(FindMembers find, ResetFactors reset, AdministratorCommands commands) {
        this.find = find;
        this.reset = reset;
        this.commands = commands;
    }

    public void ask(Visit visit) {
        Member member = member(visit);
        visit.ask(
                new Question(
                        "Remove all second factors of " + member.account().name() + "?",
                        "The authenticator app, all passkeys and the recovery codes are removed, and all browsers are"
                                + " signed out. Until the person adds a factor again, the password alone is enough: make"
                                + " sure that it is really this person who asks.",
                        "Remove them",
                        1),
                MembersEndpoint.LIST + "/" + member.id() + "/reset-factors",
                MembersEndpoint.LIST);
    }

    public void reset(Visit visit) {
        Member member = member(visit);
        ObjectNode asked = Json.object().put("id", member.id().toString());
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order("reset_factors", asked, asked),
                transaction -> reset.run(transaction, visit.administrator().caller(), member.id())));
        visit.goTo(MembersEndpoint.LIST + "?done=factors");
    }

    private Member member(Visit visit) {
        return Identifiers.uuid(visit.segment("id"))
                .map(User.Id::new)
                .flatMap(id -> find.one(visit.administrator().organisation().id(), id))
                .orElseThrow(AdministrationEndpoint::unknown);
    }
}
