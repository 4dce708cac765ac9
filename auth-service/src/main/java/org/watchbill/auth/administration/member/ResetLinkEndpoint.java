package org.watchbill.auth.administration.member;

import java.util.List;
import org.watchbill.auth.account.User;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Question;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.membership.FindMembers;
import org.watchbill.auth.membership.Member;
import org.watchbill.auth.page.SecretPage;
import org.watchbill.auth.password.MakeResetLink;
import org.watchbill.auth.password.ResetLinks;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Identifiers;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/members/<id>/reset-link}: a link for a new password that the administrator brings. */
public final class ResetLinkEndpoint {

    private final FindMembers find;
    private final MakeResetLink make;
    private final ResetLinks links;
    private final AdministratorCommands commands;

    public ResetLinkEndpoint(FindMembers find, MakeResetLink make, ResetLinks links, AdministratorCommands commands) {
        this.find = find;
        this.make = make;
        this.links = links;
        this.commands = commands;
    }

    public void ask(Visit visit) {
        Member member = member(visit);
        visit.ask(
                new Question(
                        "Make a link for a new password of " + member.account().name() + "?",
                        "Whoever has the link gets into the account: bring it to nobody but this person.",
                        "Make the link",
                        1),
                MembersEndpoint.LIST + "/" + member.id() + "/reset-link",
                MembersEndpoint.LIST);
    }

    /** A form that is sent again made its link the first time. */
    public void make(Visit visit) {
        Member member = member(visit);
        Secret secret = new Secret(RandomSecret.next());
        ObjectNode asked = Json.object().put("id", member.id().toString());
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order("make_reset_link", asked, asked),
                transaction -> make.run(
                        transaction,
                        visit.administrator().caller().organisation(),
                        new MakeResetLink.Order(member.id(), secret))));
        links.toShow(secret)
                .ifPresentOrElse(
                        link -> visit.show(new SecretPage(
                                visit.navigation(),
                                "Bring this link to " + member.account().name(),
                                "It works once, for 24 hours.",
                                List.of(new SecretPage.Line("Link", link)),
                                visit.administrator().path(MembersEndpoint.LIST))),
                        () -> visit.goTo(MembersEndpoint.LIST));
    }

    private Member member(Visit visit) {
        return Identifiers.uuid(visit.segment("id"))
                .map(User.Id::new)
                .flatMap(id -> find.one(visit.administrator().organisation().id(), id))
                .orElseThrow(AdministrationEndpoint::unknown);
    }
}
