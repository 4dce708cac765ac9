package org.watchbill.auth.administration.member;

import io.helidon.http.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Question;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.administration.RoleInput;
import org.watchbill.auth.membership.ChangeRole;
import org.watchbill.auth.membership.ChangeUser;
import org.watchbill.auth.membership.FindMembers;
import org.watchbill.auth.membership.Member;
import org.watchbill.auth.membership.RemoveMember;
import org.watchbill.auth.page.ConfirmPage;
import org.watchbill.auth.page.FormPage;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.page.WallTime;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/members}: who belongs to the organisation, and as what. */
public final class MembersEndpoint {

    public static final String LIST = "/members";

    private static final int PAGE = 50;

    /** What administrators can do here. */
    public record UseCases(FindMembers find, ChangeRole changeRole, ChangeUser changeUser, RemoveMember remove) {}

    private final UseCases useCases;
    private final AdministratorCommands commands;

    public MembersEndpoint(UseCases useCases, AdministratorCommands commands) {
        this.useCases = useCases;
        this.commands = commands;
    }

    public void list(Visit visit) {
        String text = visit.parameters().optional("q").orElse("").strip();
        Page<Member> found =
                useCases.find().in(visit.administrator().organisation().id(), text, visit.after(), PAGE);
        String list = visit.administrator().path(LIST);
        visit.show(new TablePage(
                visit.navigation(),
                new TablePage.Words(
                        "Members",
                        "",
                        notice(visit.parameters().optional("done")),
                        "Nobody has this in the name or address."),
                TablePage.Controls.of(new TablePage.Search(list, "Name or e-mail address", text)),
                List.of("Name", "Role", "Since"),
                found.items().stream().map(member -> row(visit, member)).toList(),
                visit.pager(LIST, found)));
    }

    private static String notice(Optional<String> done) {
        return switch (done.orElse("")) {
            case "role" -> "The role is changed.";
            case "removed" -> "The person does not belong to the organisation any more.";
            case "disabled" -> "The account is disabled.";
            case "factors" -> "The second factors are removed; the password alone is enough until there is a new one.";
            case "enabled" -> "The account is enabled.";
            default -> "";
        };
    }

    private static TablePage.Row row(Visit visit, Member member) {
        String path = visit.administrator().path(LIST) + "/" + member.id();
        String name = member.account().name();
        boolean disabled = member.account().disabled();
        List<TablePage.Link> links = new ArrayList<>();
        links.add(new TablePage.Link(path, "Change role", "of " + name));
        links.add(
                disabled
                        ? new TablePage.Link(path + "/enable", "Enable", name)
                        : new TablePage.Link(path + "/disable", "Disable", name));
        links.add(new TablePage.Link(path + "/reset-link", "New password", "for " + name));
        if (member.account().signIn().secondFactor()) {
            links.add(new TablePage.Link(path + "/reset-factors", "Remove factors", "of " + name));
        }
        links.add(new TablePage.Link(path + "/remove", "Remove", name));
        return new TablePage.Row(
                List.of(
                        TablePage.Cell.of(name, member.account().email()).marked(disabled ? "disabled" : ""),
                        TablePage.Cell.of(RoleInput.words(member.role())),
                        TablePage.Cell.at(WallTime.day(
                                member.since(),
                                visit.administrator().organisation().zone()))),
                links);
    }

    /** The form for another role. */
    public void edit(Visit visit) {
        Member member = member(visit);
        visit.show(form(visit, member, member.role(), String.valueOf(member.version()), ""));
    }

    public void changeRole(Visit visit) {
        Member member = member(visit);
        Role role = RoleInput.read(visit.parameters().optional("role").orElse(""));
        CommandResult result = run(
                visit,
                "change_role",
                member.id(),
                Json.object().put("role", role.name().toLowerCase(Locale.ROOT)),
                (transaction, organisation, expected) -> useCases.changeRole()
                        .run(transaction, organisation, member.id(), new ChangeRole.Order(role), expected));
        switch (result) {
            case CommandResult.Done ignored -> visit.goTo(LIST + "?done=role");
            case CommandResult.Refused refused ->
                visit.refuse(
                        Status.create(refused.refusal().code().status()),
                        form(
                                visit,
                                member,
                                role,
                                String.valueOf(visit.version()),
                                AdministratorCommands.words(refused.refusal())));
        }
    }

    public void askToRemove(Visit visit) {
        Member member = member(visit);
        visit.ask(
                new Question(
                        "Remove " + member.account().name() + " from the organisation?",
                        "The person's connections and API tokens in the organisation end within a minute. The account"
                                + " itself stays.",
                        "Remove",
                        member.version()),
                LIST + "/" + member.id() + "/remove",
                LIST);
    }

    public void remove(Visit visit) {
        User.Id id = id(visit);
        AdministratorCommands.require(run(
                visit,
                "remove_member",
                id,
                Json.object(),
                (transaction, organisation, expected) ->
                        useCases.remove().run(transaction, organisation, id, expected)));
        visit.goTo(LIST + "?done=removed");
    }

    public void askToDisable(Visit visit) {
        Member member = member(visit);
        visit.ask(
                new Question(
                        "Disable the account of " + member.account().name() + "?",
                        "The person cannot sign in any more, and all sessions, connections and API tokens end.",
                        "Disable",
                        member.account().version()),
                LIST + "/" + member.id() + "/disable",
                LIST);
    }

    public void disable(Visit visit) {
        turn(visit, "disable_user", true);
        visit.goTo(LIST + "?done=disabled");
    }

    public void askToEnable(Visit visit) {
        Member member = member(visit);
        visit.ask(
                new Question(
                        "Enable the account of " + member.account().name() + "?",
                        "The person can sign in again.",
                        "Enable",
                        member.account().version()),
                LIST + "/" + member.id() + "/enable",
                LIST);
    }

    public void enable(Visit visit) {
        turn(visit, "enable_user", false);
        visit.goTo(LIST + "?done=enabled");
    }

    private void turn(Visit visit, String operation, boolean disabled) {
        User.Id id = id(visit);
        ChangeUser.Order order = new ChangeUser.Order(Optional.empty(), Optional.of(disabled));
        AdministratorCommands.require(run(
                visit,
                operation,
                id,
                Json.object(),
                (transaction, organisation, expected) ->
                        useCases.changeUser().run(transaction, organisation, id, order, expected)));
    }

    private CommandResult run(Visit visit, String operation, User.Id id, ObjectNode details, MemberWork work) {
        long version = visit.version();
        ObjectNode audited = details.put("id", id.toString());
        return commands.run(
                visit.origin(),
                new AdministratorCommands.Order(operation, audited.deepCopy().put("version", version), audited),
                transaction -> work.run(
                        transaction, visit.administrator().caller().organisation(), ExpectedVersions.of(version)));
    }

    private static FormPage form(Visit visit, Member member, Role role, String version, String problem) {
        List<ConfirmPage.Field> hidden = new ArrayList<>(visit.hidden());
        hidden.add(new ConfirmPage.Field("version", version));
        String list = visit.administrator().path(LIST);
        return new FormPage(
                visit.navigation(),
                new FormPage.Words("The role of " + member.account().name(), "", problem),
                new FormPage.Form(list + "/" + member.id(), hidden, List.of(RoleInput.of(role)), "Save"),
                list);
    }

    private Member member(Visit visit) {
        return useCases.find()
                .one(visit.administrator().organisation().id(), id(visit))
                .orElseThrow(AdministrationEndpoint::unknown);
    }

    private static User.Id id(Visit visit) {
        return Identifiers.uuid(visit.segment("id")).map(User.Id::new).orElseThrow(AdministrationEndpoint::unknown);
    }
}
