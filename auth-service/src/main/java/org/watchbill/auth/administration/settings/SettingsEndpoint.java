package org.watchbill.auth.administration.settings;

import io.helidon.http.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.organisation.ChangeOrganisation;
import org.watchbill.auth.organisation.FindOrganisations;
import org.watchbill.auth.organisation.OrganisationView;
import org.watchbill.auth.page.ConfirmPage;
import org.watchbill.auth.page.FormPage;
import org.watchbill.kit.command.CommandResult;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/settings}: its name and time zone. */
public final class SettingsEndpoint {

    public static final String PATH = "/settings";

    private final FindOrganisations find;
    private final ChangeOrganisation change;
    private final AdministratorCommands commands;

    public SettingsEndpoint(FindOrganisations find, ChangeOrganisation change, AdministratorCommands commands) {
        this.find = find;
        this.change = change;
        this.commands = commands;
    }

    private record Draft(String name, String zone, String version) {}

    public void show(Visit visit) {
        OrganisationView organisation =
                find.one(visit.administrator().organisation().id()).orElseThrow(AdministrationEndpoint::unknown);
        String said = visit.parameters().optional("done").isPresent() ? "The settings are saved." : "";
        visit.show(form(
                visit,
                new Draft(organisation.name(), organisation.zone(), String.valueOf(organisation.version())),
                new FormPage.Words("Settings", "", said, "")));
    }

    public void change(Visit visit) {
        Draft draft = new Draft(
                visit.parameters().optional("name").orElse("").strip(),
                visit.parameters().optional("zone").orElse("").strip(),
                String.valueOf(visit.version()));
        ChangeOrganisation.Order order =
                new ChangeOrganisation.Order(Optional.of(draft.name()), Optional.of(draft.zone()));
        ObjectNode asked = Json.object().put("zone", draft.zone()).put("version", visit.version());
        CommandResult result = commands.run(
                visit.origin(),
                new AdministratorCommands.Order(
                        "change_organisation", asked.deepCopy().put("name", draft.name()), Json.object()),
                transaction -> change.run(
                        transaction,
                        visit.administrator().caller().organisation(),
                        order,
                        ExpectedVersions.of(visit.version())));
        switch (result) {
            case CommandResult.Done ignored -> visit.goTo(PATH + "?done=saved");
            case CommandResult.Refused refused ->
                visit.refuse(
                        Status.create(refused.refusal().code().status()),
                        form(
                                visit,
                                draft,
                                new FormPage.Words("Settings", "", AdministratorCommands.words(refused.refusal()))));
        }
    }

    private static FormPage form(Visit visit, Draft draft, FormPage.Words words) {
        List<ConfirmPage.Field> hidden = new ArrayList<>(visit.hidden());
        hidden.add(new ConfirmPage.Field("version", draft.version()));
        return new FormPage(
                visit.navigation(),
                words,
                new FormPage.Form(
                        visit.administrator().path(PATH),
                        hidden,
                        List.of(
                                new FormPage.Input.Line("name", "Name of the organisation", draft.name(), 200, ""),
                                new FormPage.Input.Line(
                                        "zone",
                                        "Time zone",
                                        draft.zone(),
                                        64,
                                        "Like Europe/Berlin or America/New_York. Days and times on these pages are in"
                                                + " it.")),
                        "Save"),
                visit.administrator().path("/members"));
    }
}
