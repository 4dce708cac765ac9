package org.watchbill.auth.administration.serviceaccount;

import io.helidon.http.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.administration.RoleInput;
import org.watchbill.auth.page.ConfirmPage;
import org.watchbill.auth.page.FormPage;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.page.WallTime;
import org.watchbill.auth.serviceaccount.ChangeServiceAccount;
import org.watchbill.auth.serviceaccount.CreateServiceAccount;
import org.watchbill.auth.serviceaccount.DeleteServiceAccount;
import org.watchbill.auth.serviceaccount.FindServiceAccounts;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/service-accounts}: makes, changes, disables and deletes them. */
public final class ServiceAccountsEndpoint {

    public static final String LIST = "/service-accounts";

    private static final int PAGE = 50;

    /** What administrators can do here. */
    public record UseCases(
            FindServiceAccounts find,
            CreateServiceAccount create,
            ChangeServiceAccount change,
            DeleteServiceAccount delete) {}

    private final UseCases useCases;
    private final AdministratorCommands commands;

    public ServiceAccountsEndpoint(UseCases useCases, AdministratorCommands commands) {
        this.useCases = useCases;
        this.commands = commands;
    }

    public void list(Visit visit) {
        Page<ServiceAccount> found =
                useCases.find().in(visit.administrator().organisation().id(), visit.after(), PAGE);
        String list = visit.administrator().path(LIST);
        visit.show(new TablePage(
                visit.navigation(),
                new TablePage.Words(
                        "Service accounts",
                        "Programs that belong to the organisation and not to a person. Each acts by its API tokens.",
                        ServiceAccountNotices.of(visit.parameters().optional("done")),
                        "There is no service account."),
                TablePage.Controls.of(new TablePage.Link(list + "/new", "New service account", "")),
                List.of("Name", "Role", "Made on"),
                found.items().stream().map(account -> row(visit, account)).toList(),
                visit.pager(LIST, found)));
    }

    private static TablePage.Row row(Visit visit, ServiceAccount account) {
        String path = visit.administrator().path(LIST) + "/" + account.id();
        boolean disabled = account.state() == ServiceAccount.State.DISABLED;
        return new TablePage.Row(
                List.of(
                        TablePage.Cell.of(account.name()).marked(disabled ? "disabled" : ""),
                        TablePage.Cell.of(RoleInput.words(account.role())),
                        TablePage.Cell.at(WallTime.day(
                                account.createdAt(),
                                visit.administrator().organisation().zone()))),
                List.of(
                        new TablePage.Link(path + "/tokens/new", "Make a token", "for " + account.name()),
                        new TablePage.Link(path, "Edit", account.name()),
                        disabled
                                ? new TablePage.Link(path + "/enable", "Enable", account.name())
                                : new TablePage.Link(path + "/disable", "Disable", account.name()),
                        new TablePage.Link(path + "/delete", "Delete", account.name())));
    }

    /** The form for another one. */
    public void blank(Visit visit) {
        visit.show(form(visit, Optional.empty(), new Draft("", Role.MEMBER, ""), ""));
    }

    public void create(Visit visit) {
        Draft draft = Draft.of(visit);
        ObjectNode audited = Json.object().put("role", draft.role().name());
        CommandResult result = commands.run(
                visit.origin(),
                new AdministratorCommands.Order(
                        "create_service_account", audited.deepCopy().put("name", draft.name()), audited),
                transaction -> useCases.create()
                        .run(
                                transaction,
                                visit.administrator().caller().organisation(),
                                new CreateServiceAccount.Order(draft.name(), draft.role())));
        answer(visit, result, Optional.empty(), draft, "created");
    }

    /** The form for name and role. */
    public void edit(Visit visit) {
        ServiceAccount account = account(visit);
        Draft draft = new Draft(account.name(), account.role(), String.valueOf(account.version()));
        visit.show(form(visit, Optional.of(account), draft, ""));
    }

    public void change(Visit visit) {
        ServiceAccount account = account(visit);
        Draft draft = Draft.of(visit);
        CommandResult result = change(
                visit, account, "change_service_account", ChangeServiceAccount.To.named(draft.name(), draft.role()));
        answer(visit, result, Optional.of(account), draft, "changed");
    }

    private CommandResult change(Visit visit, ServiceAccount account, String operation, ChangeServiceAccount.To to) {
        ChangeServiceAccount.Order order = new ChangeServiceAccount.Order(account.id(), visit.version(), to);
        ObjectNode audited = Json.object().put("id", account.id().toString());
        to.role().ifPresent(role -> audited.put("role", role.name()));
        return commands.run(
                visit.origin(),
                new AdministratorCommands.Order(operation, Json.tree(order), audited),
                transaction -> useCases.change()
                        .run(transaction, visit.administrator().caller().organisation(), order));
    }

    public void askToDisable(Visit visit) {
        ask(
                visit,
                "Disable %s?",
                "disable",
                "Disable",
                "Within a minute none of its tokens is good for anything. You can enable it again.");
    }

    public void disable(Visit visit) {
        turn(visit, "disable_service_account", ServiceAccount.State.DISABLED, "disabled");
    }

    public void askToEnable(Visit visit) {
        ask(visit, "Enable %s?", "enable", "Enable", "Its tokens that have not ended are good again.");
    }

    public void enable(Visit visit) {
        turn(visit, "enable_service_account", ServiceAccount.State.ENABLED, "enabled");
    }

    private void turn(Visit visit, String operation, ServiceAccount.State state, String done) {
        ServiceAccount account = account(visit);
        AdministratorCommands.require(change(visit, account, operation, ChangeServiceAccount.To.in(state)));
        visit.goTo(LIST + "?done=" + done);
    }

    public void askToDelete(Visit visit) {
        ask(visit, "Delete %s?", "delete", "Delete", "Its tokens end with it. This cannot be undone.");
    }

    public void delete(Visit visit) {
        DeleteServiceAccount.Order order = new DeleteServiceAccount.Order(id(visit), visit.version());
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order("delete_service_account", Json.tree(order), Json.tree(order)),
                transaction -> useCases.delete()
                        .run(transaction, visit.administrator().caller().organisation(), order)));
        visit.goTo(LIST + "?done=deleted");
    }

    private void ask(Visit visit, String question, String action, String button, String consequence) {
        ServiceAccount account = account(visit);
        visit.ask(
                new AdministrationEndpoint.Question(
                        question.formatted(account.name()), consequence, button, account.version()),
                LIST + "/" + account.id() + "/" + action,
                LIST);
    }

    private record Draft(String name, Role role, String version) {

        static Draft of(Visit visit) {
            return new Draft(
                    visit.parameters().optional("name").orElse("").strip(),
                    RoleInput.read(visit.parameters().optional("role").orElse("")),
                    visit.parameters().optional("version").orElse(""));
        }
    }

    private static void answer(
            Visit visit, CommandResult result, Optional<ServiceAccount> account, Draft draft, String done) {
        switch (result) {
            case CommandResult.Done ignored -> visit.goTo(LIST + "?done=" + done);
            case CommandResult.Refused refused ->
                visit.refuse(
                        Status.create(refused.refusal().code().status()),
                        form(visit, account, draft, AdministratorCommands.words(refused.refusal())));
        }
    }

    private static FormPage form(Visit visit, Optional<ServiceAccount> account, Draft draft, String problem) {
        String list = visit.administrator().path(LIST);
        List<ConfirmPage.Field> hidden = Stream.concat(
                        visit.hidden().stream(),
                        account.map(known -> new ConfirmPage.Field("version", draft.version())).stream())
                .toList();
        return new FormPage(
                visit.navigation(),
                new FormPage.Words(
                        account.map(known -> "Change " + known.name()).orElse("New service account"), "", problem),
                new FormPage.Form(
                        account.map(known -> list + "/" + known.id()).orElse(list),
                        hidden,
                        List.of(
                                new FormPage.Input.Line(
                                        "name", "Name", draft.name(), 80, "The program it is for, like Roster import."),
                                RoleInput.of(draft.role())),
                        account.isPresent() ? "Save" : "Make the service account"),
                list);
    }

    private ServiceAccount account(Visit visit) {
        return useCases.find()
                .find(visit.administrator().organisation().id(), id(visit))
                .orElseThrow(AdministrationEndpoint::unknown);
    }

    private static ServiceAccount.Id id(Visit visit) {
        return Identifiers.uuid(visit.segment("id"))
                .map(ServiceAccount.Id::new)
                .orElseThrow(AdministrationEndpoint::unknown);
    }
}
