package org.watchbill.auth.administration.provider;

import io.helidon.http.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Question;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.page.ConfirmPage;
import org.watchbill.auth.page.FormPage;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.provider.ChangeProvider;
import org.watchbill.auth.provider.ProviderOrder;
import org.watchbill.auth.provider.ProviderTrial;
import org.watchbill.auth.provider.ProviderView;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/identity-provider}: by which OpenID provider the people sign in. */
public final class IdentityProviderPagesEndpoint {

    public static final String PATH = "/identity-provider";

    private static final Map<String, String> NOTICES = Map.of(
            "added", "The provider is added.",
            "changed", "The provider is changed.",
            "dropped", "The provider is dropped. Everybody signs in by password or passkey again.");

    private final ChangeProvider provider;
    private final AdministratorCommands commands;

    public IdentityProviderPagesEndpoint(ChangeProvider provider, AdministratorCommands commands) {
        this.provider = provider;
        this.commands = commands;
    }

    private record Draft(String name, String issuer, String clientId) {

        static final Draft BLANK = new Draft("", "", "");

        static Draft of(ProviderView view) {
            return new Draft(view.name(), view.issuer(), view.clientId());
        }

        static Draft of(Visit visit) {
            return new Draft(text(visit, "name"), text(visit, "issuer"), text(visit, "client_id"));
        }
    }

    public void show(Visit visit) {
        Optional<ProviderView> found = provider.find(organisation(visit));
        String path = visit.administrator().path(PATH);
        String notice = visit.parameters()
                .optional("done")
                .map(done -> NOTICES.getOrDefault(done, ""))
                .orElse("");
        visit.show(new TablePage(
                visit.navigation(),
                new TablePage.Words(
                        "Identity provider",
                        "People of this organisation may sign in by its own OpenID provider, such as Entra ID, Google or"
                                + " Keycloak. They must have been invited before; the verified e-mail address tells who is"
                                + " who.",
                        notice,
                        "No provider yet."),
                found.isPresent()
                        ? TablePage.Controls.NONE
                        : TablePage.Controls.of(new TablePage.Link(path + "/new", "Add a provider", "")),
                List.of("Provider", "State", "Redirect URI to register there", ""),
                found.map(view -> row(visit, view)).stream().toList(),
                TablePage.Pager.NONE));
    }

    private TablePage.Row row(Visit visit, ProviderView view) {
        String path = visit.administrator().path(PATH);
        ProviderTrial trial = provider.trial(organisation(visit)).orElse(new ProviderTrial(true, Optional.empty()));
        return new TablePage.Row(
                List.of(
                        TablePage.Cell.of(view.name(), view.issuer()),
                        trial.usable()
                                ? TablePage.Cell.of("Answers")
                                : TablePage.Cell.of("", trial.problem().orElse(""))
                                        .marked("Does not work"),
                        TablePage.Cell.of(view.redirectUri())),
                List.of(
                        new TablePage.Link(path + "/change", "Change", view.name()),
                        new TablePage.Link(path + "/drop", "Drop", view.name())));
    }

    public void blank(Visit visit) {
        visit.show(page(visit, Optional.empty(), Draft.BLANK, ""));
    }

    public void add(Visit visit) {
        Draft draft = Draft.of(visit);
        ProviderOrder order = order(visit, draft);
        CommandResult result = commands.run(
                visit.origin(),
                new AdministratorCommands.Order("add_identity_provider", asked(draft), audited(draft)),
                transaction -> provider.add(transaction, organisation(visit), order));
        answer(visit, result, "added", Optional.empty(), draft);
    }

    public void edit(Visit visit) {
        ProviderView view = required(visit);
        visit.show(page(visit, Optional.of(view), Draft.of(view), ""));
    }

    public void change(Visit visit) {
        ProviderView view = required(visit);
        Draft sent = Draft.of(visit);
        Draft draft = new Draft(sent.name(), view.issuer(), sent.clientId());
        ProviderOrder order = order(visit, draft);
        CommandResult result = commands.run(
                visit.origin(),
                new AdministratorCommands.Order(
                        "change_identity_provider", asked(draft).put("version", visit.version()), audited(draft)),
                transaction ->
                        provider.change(transaction, organisation(visit), order, ExpectedVersions.of(visit.version())));
        answer(visit, result, "changed", Optional.of(view), draft);
    }

    public void askToDrop(Visit visit) {
        ProviderView view = required(visit);
        visit.ask(
                new Question(
                        "Drop " + view.name() + "?",
                        "Nobody can sign in by it any more, and who is who there is forgotten.",
                        "Drop",
                        view.version()),
                PATH + "/drop",
                PATH);
    }

    public void drop(Visit visit) {
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order(
                        "drop_identity_provider", Json.object().put("version", visit.version()), Json.object()),
                transaction -> provider.drop(transaction, organisation(visit), ExpectedVersions.of(visit.version()))));
        visit.goTo(PATH + "?done=dropped");
    }

    private static void answer(
            Visit visit, CommandResult result, String done, Optional<ProviderView> known, Draft draft) {
        switch (result) {
            case CommandResult.Done ignored -> visit.goTo(PATH + "?done=" + done);
            case CommandResult.Refused refused ->
                visit.refuse(
                        Status.create(refused.refusal().code().status()),
                        page(visit, known, draft, AdministratorCommands.words(refused.refusal())));
        }
    }

    private static FormPage page(Visit visit, Optional<ProviderView> known, Draft draft, String problem) {
        String path = visit.administrator().path(PATH);
        List<ConfirmPage.Field> hidden = new ArrayList<>(visit.hidden());
        known.ifPresent(view -> hidden.add(new ConfirmPage.Field(
                "version", visit.parameters().optional("version").orElseGet(() -> String.valueOf(view.version())))));
        List<FormPage.Input> inputs = new ArrayList<>();
        inputs.add(
                new FormPage.Input.Line("name", "Name", draft.name(), 80, "As people know it, such as Harbor staff."));
        if (known.isEmpty()) {
            inputs.add(new FormPage.Input.Line(
                    "issuer",
                    "Issuer",
                    draft.issuer(),
                    2000,
                    "The https address exactly as the provider writes it. It cannot be changed later."));
        }
        inputs.add(new FormPage.Input.Line("client_id", "Client ID", draft.clientId(), 500, ""));
        inputs.add(new FormPage.Input.Line(
                "client_secret",
                "Client secret",
                "",
                500,
                known.isEmpty() ? "" : "Leave it empty to keep the one that is known."));
        return new FormPage(
                visit.navigation(),
                new FormPage.Words(known.map(view -> "Change " + view.name()).orElse("New provider"), "", problem),
                new FormPage.Form(
                        known.isPresent() ? path + "/change" : path,
                        hidden,
                        inputs,
                        known.isPresent() ? "Save" : "Add the provider"),
                path);
    }

    private static ProviderOrder order(Visit visit, Draft draft) {
        return new ProviderOrder(
                draft.name(),
                draft.issuer(),
                draft.clientId(),
                visit.parameters().optional("client_secret"));
    }

    private static ObjectNode asked(Draft draft) {
        return audited(draft).put("name", draft.name());
    }

    private static ObjectNode audited(Draft draft) {
        return Json.object().put("issuer", draft.issuer()).put("client_id", draft.clientId());
    }

    private ProviderView required(Visit visit) {
        return provider.find(organisation(visit)).orElseThrow(AdministrationEndpoint::unknown);
    }

    private static Caller.Organisation organisation(Visit visit) {
        return visit.administrator().caller().organisation();
    }

    private static String text(Visit visit, String name) {
        return visit.parameters().optional(name).orElse("").strip();
    }
}
