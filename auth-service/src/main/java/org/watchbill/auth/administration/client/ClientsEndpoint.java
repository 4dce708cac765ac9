package org.watchbill.auth.administration.client;

import io.helidon.http.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Question;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.client.administration.ChangeClient;
import org.watchbill.auth.client.administration.DeleteClient;
import org.watchbill.auth.client.administration.FindRegisteredClients;
import org.watchbill.auth.client.administration.NewSecret;
import org.watchbill.auth.client.administration.RegisterClientByAdministrator;
import org.watchbill.auth.client.administration.RegisteredClientView;
import org.watchbill.auth.client.administration.RotateClientSecret;
import org.watchbill.auth.client.administration.WantedClient;
import org.watchbill.auth.page.ConfirmPage;
import org.watchbill.auth.page.FormPage;
import org.watchbill.auth.page.SecretPage;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.page.WallTime;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Page;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/clients}: the organisation's own clients and their secrets. */
public final class ClientsEndpoint {

    public static final String LIST = "/clients";

    private static final int PAGE = 50;

    /** What administrators can do here. */
    public record UseCases(
            FindRegisteredClients find,
            RegisterClientByAdministrator register,
            ChangeClient change,
            RotateClientSecret rotate,
            DeleteClient delete) {}

    private final UseCases useCases;
    private final AdministratorCommands commands;

    public ClientsEndpoint(UseCases useCases, AdministratorCommands commands) {
        this.useCases = useCases;
        this.commands = commands;
    }

    public void list(Visit visit) {
        Page<RegisteredClient> found =
                useCases.find().in(visit.administrator().organisation().id(), visit.after(), PAGE);
        String list = visit.administrator().path(LIST);
        visit.show(new TablePage(
                visit.navigation(),
                new TablePage.Words(
                        "Clients",
                        "Programs that the organisation vouches for. Apps that people connect by themselves are under"
                                + " Connections.",
                        notice(visit.parameters().optional("done")),
                        "The organisation has no client of its own."),
                TablePage.Controls.of(new TablePage.Link(list + "/new", "New client", "")),
                List.of("Name", "Proves itself by", "Made on"),
                found.items().stream().map(client -> row(visit, client)).toList(),
                visit.pager(LIST, found)));
    }

    private static String notice(Optional<String> done) {
        return switch (done.orElse("")) {
            case "saved" -> "The client is saved.";
            case "deleted" -> "The client is deleted.";
            default -> "";
        };
    }

    private static TablePage.Row row(Visit visit, RegisteredClient registered) {
        RegisteredClientView client = RegisteredClientView.of(registered);
        String path = visit.administrator().path(LIST) + "/" + client.id();
        List<TablePage.Link> links = new ArrayList<>();
        links.add(new TablePage.Link(path, "Edit", client.name()));
        if (client.authMethod().startsWith("client_secret")) {
            links.add(new TablePage.Link(path + "/secret", "New secret", "for " + client.name()));
        }
        links.add(new TablePage.Link(path + "/delete", "Delete", client.name()));
        return new TablePage.Row(
                List.of(
                        TablePage.Cell.of(client.name(), client.id()),
                        TablePage.Cell.of(client.authMethod()),
                        TablePage.Cell.at(WallTime.day(
                                client.createdAt(),
                                visit.administrator().organisation().zone()))),
                links);
    }

    /** The form for another one. */
    public void blank(Visit visit) {
        visit.show(page(visit, Optional.empty(), ClientForm.BLANK, ""));
    }

    public void register(Visit visit) {
        ClientForm form = ClientForm.of(visit.parameters());
        WantedClient wanted = form.wanted(Optional.empty());
        NewSecret secret = new NewSecret();
        CommandResult result = commands.run(
                visit.origin(),
                new AdministratorCommands.Order("register_client", Json.tree(wanted), Json.object()),
                transaction -> useCases.register()
                        .run(transaction, visit.administrator().caller().organisation(), wanted, secret));
        answer(visit, result, Optional.empty(), form, secret);
    }

    /** The form with what the client is. */
    public void edit(Visit visit) {
        RegisteredClientView client = client(visit);
        visit.show(page(visit, Optional.of(client), ClientForm.of(client), ""));
    }

    public void change(Visit visit) {
        RegisteredClientView client = client(visit);
        ClientForm form = ClientForm.of(visit.parameters());
        ChangeClient.Order order =
                new ChangeClient.Order(client.id(), ExpectedVersions.of(visit.version()), form.wanted(client.jwks()));
        NewSecret secret = new NewSecret();
        CommandResult result = commands.run(
                visit.origin(),
                new AdministratorCommands.Order(
                        "change_client",
                        asked(client).put("version", visit.version()).set("wanted", Json.tree(order.wanted())),
                        asked(client)),
                transaction -> useCases.change()
                        .run(transaction, visit.administrator().caller().organisation(), order, secret));
        answer(visit, result, Optional.of(client), form, secret);
    }

    private static void answer(
            Visit visit,
            CommandResult result,
            Optional<RegisteredClientView> client,
            ClientForm form,
            NewSecret secret) {
        switch (result) {
            case CommandResult.Done done -> done(visit, done.answer().path("id").stringValue(""), secret);
            case CommandResult.Refused refused ->
                visit.refuse(
                        Status.create(refused.refusal().code().status()),
                        page(visit, client, form, AdministratorCommands.words(refused.refusal())));
        }
    }

    /** A form that is sent again got its secret the first time. */
    private static void done(Visit visit, String id, NewSecret secret) {
        secret.given()
                .ifPresentOrElse(
                        text -> visit.show(new SecretPage(
                                visit.navigation(),
                                "The secret of the client",
                                "Enter both in the program.",
                                List.of(
                                        new SecretPage.Line("Client id", id),
                                        new SecretPage.Line("Client secret", text)),
                                visit.administrator().path(LIST))),
                        () -> visit.goTo(LIST + "?done=saved"));
    }

    public void askToRotate(Visit visit) {
        RegisteredClientView client = client(visit);
        visit.ask(
                new Question(
                        "Make a new secret for " + client.name() + "?",
                        "The one before is worth nothing from then on.",
                        "Make the secret",
                        client.version()),
                LIST + "/" + client.id() + "/secret",
                LIST);
    }

    public void rotate(Visit visit) {
        RegisteredClientView client = client(visit);
        NewSecret secret = new NewSecret();
        RotateClientSecret.Order order =
                new RotateClientSecret.Order(client.id(), ExpectedVersions.of(visit.version()));
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order(
                        "rotate_client_secret", asked(client).put("version", visit.version()), asked(client)),
                transaction -> useCases.rotate()
                        .run(transaction, visit.administrator().caller().organisation(), order, secret)));
        done(visit, client.id(), secret);
    }

    public void askToDelete(Visit visit) {
        RegisteredClientView client = client(visit);
        visit.ask(
                new Question(
                        "Delete " + client.name() + "?",
                        "Every connection through it ends. This cannot be undone.",
                        "Delete",
                        client.version()),
                LIST + "/" + client.id() + "/delete",
                LIST);
    }

    public void delete(Visit visit) {
        RegisteredClientView client = client(visit);
        DeleteClient.Order order = new DeleteClient.Order(client.id(), ExpectedVersions.of(visit.version()));
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order(
                        "delete_client", asked(client).put("version", visit.version()), asked(client)),
                transaction -> useCases.delete()
                        .run(transaction, visit.administrator().caller().organisation(), order)));
        visit.goTo(LIST + "?done=deleted");
    }

    private static ObjectNode asked(RegisteredClientView client) {
        return Json.object().put("id", client.id());
    }

    private static FormPage page(Visit visit, Optional<RegisteredClientView> client, ClientForm form, String problem) {
        String list = visit.administrator().path(LIST);
        return new FormPage(
                visit.navigation(),
                new FormPage.Words(client.map(known -> "Change " + known.name()).orElse("New client"), "", problem),
                new FormPage.Form(
                        client.map(known -> list + "/" + known.id()).orElse(list),
                        Stream.concat(
                                        visit.hidden().stream(),
                                        client
                                                .map(known -> new ConfirmPage.Field("version", version(visit, known)))
                                                .stream())
                                .toList(),
                        form.inputs(),
                        client.isPresent() ? "Save" : "Make the client"),
                list);
    }

    /** After a refusal the one that was sent, so that what others changed meanwhile is not overwritten by pressing again. */
    private static String version(Visit visit, RegisteredClientView client) {
        return visit.parameters().optional("version").orElseGet(() -> String.valueOf(client.version()));
    }

    private RegisteredClientView client(Visit visit) {
        return useCases.find()
                .find(visit.administrator().organisation().id(), visit.segment("id"))
                .map(RegisteredClientView::of)
                .orElseThrow(AdministrationEndpoint::unknown);
    }
}
