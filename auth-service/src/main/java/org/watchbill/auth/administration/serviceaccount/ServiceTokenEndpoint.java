package org.watchbill.auth.administration.serviceaccount;

import io.helidon.http.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.apitoken.ApiTokenForm;
import org.watchbill.auth.apitoken.NewApiToken;
import org.watchbill.auth.apitoken.service.CreateServiceToken;
import org.watchbill.auth.page.FormPage;
import org.watchbill.auth.page.SecretPage;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.auth.serviceaccount.FindServiceAccounts;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Identifiers;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/service-accounts/<id>/tokens}: makes a token and shows it once. */
public final class ServiceTokenEndpoint {

    private static final String USUAL_DAYS = "90";

    private final FindServiceAccounts find;
    private final CreateServiceToken create;
    private final AdministratorCommands commands;

    public ServiceTokenEndpoint(FindServiceAccounts find, CreateServiceToken create, AdministratorCommands commands) {
        this.find = find;
        this.create = create;
        this.commands = commands;
    }

    /** A new form: nothing is ticked, because nobody knows the program better than the administrator. */
    public void blank(Visit visit) {
        visit.show(form(visit, account(visit), new Draft("", USUAL_DAYS, Set.of()), ""));
    }

    public void create(Visit visit) {
        ServiceAccount account = account(visit);
        ApiTokenForm form = ApiTokenForm.of(visit.parameters());
        NewApiToken made = NewApiToken.next();
        ObjectNode audited = Json.object().put("service_account", account.id().toString());
        audited.set("scopes", Json.tree(form.scopes()));
        audited.put("days", form.days());
        CommandResult result = commands.run(
                visit.origin(),
                new AdministratorCommands.Order(
                        "create_api_token", audited.deepCopy().put("name", form.name()), audited),
                transaction -> create.run(
                        transaction,
                        visit.administrator().caller().organisation(),
                        new CreateServiceToken.Order(account.id(), form, made)));
        switch (result) {
            case CommandResult.Done done -> show(visit, account, made, done);
            case CommandResult.Refused refused ->
                visit.refuse(
                        Status.create(refused.refusal().code().status()),
                        form(
                                visit,
                                account,
                                new Draft(form.name(), form.days(), new HashSet<>(form.scopes())),
                                AdministratorCommands.words(refused.refusal())));
        }
    }

    /** A form that is sent again made its token the first time. */
    private static void show(Visit visit, ServiceAccount account, NewApiToken made, CommandResult.Done done) {
        String list = ServiceAccountsEndpoint.LIST;
        if (!done.answer().path("id").stringValue("").equals(made.id().toString())) {
            visit.goTo(list);
            return;
        }
        visit.show(new SecretPage(
                visit.navigation(),
                "A token for " + account.name(),
                "Whoever has it can do what it may do.",
                List.of(new SecretPage.Line("Token", made.secret())),
                visit.administrator().path(list)));
    }

    private record Draft(String name, String days, Set<String> scopes) {}

    private static FormPage form(Visit visit, ServiceAccount account, Draft draft, String problem) {
        String list = visit.administrator().path(ServiceAccountsEndpoint.LIST);
        return new FormPage(
                visit.navigation(),
                new FormPage.Words(
                        "A token for " + account.name(),
                        "The program that gets it acts as the service account.",
                        problem),
                new FormPage.Form(
                        list + "/" + account.id() + "/tokens",
                        visit.hidden(),
                        List.of(
                                new FormPage.Input.Line(
                                        "name", "Name", draft.name(), 80, "Where it is used, like Server room."),
                                new FormPage.Input.Line(
                                        "days", "Days until it ends", draft.days(), 3, "From 1 to 365."),
                                new FormPage.Input.Boxes("scope", "It may", rights(account, draft))),
                        "Make the token"),
                list);
    }

    private static List<FormPage.Option> rights(ServiceAccount account, Draft draft) {
        return Scopes.all().stream()
                .filter(scope -> scope.allowedTo(account.role()))
                .map(scope -> new FormPage.Option(
                        scope.name(),
                        scope.words(),
                        scope.changes() ? "changes things" : "",
                        draft.scopes().contains(scope.name())))
                .toList();
    }

    private ServiceAccount account(Visit visit) {
        return Identifiers.uuid(visit.segment("id"))
                .map(ServiceAccount.Id::new)
                .flatMap(id -> find.find(visit.administrator().organisation().id(), id))
                .orElseThrow(AdministrationEndpoint::unknown);
    }
}
