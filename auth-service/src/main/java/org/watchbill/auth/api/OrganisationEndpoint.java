package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.get;
import static org.watchbill.kit.rest.Operation.patch;

import java.util.List;
import java.util.UUID;
import org.watchbill.auth.organisation.ChangeOrganisation;
import org.watchbill.auth.organisation.FindOrganisations;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.OrganisationView;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;

/** {@code /organisation}: the caller's own; {@code /organisations}: those that the caller may act for. */
public final class OrganisationEndpoint implements RestApi.Part {

    private final FindOrganisations find;
    private final ChangeOrganisation change;

    public OrganisationEndpoint(FindOrganisations find, ChangeOrganisation change) {
        this.find = find;
        this.change = change;
    }

    @Override
    public void enter(RestApi api) {
        api.read(
                        get(
                                        "get_own_organisation",
                                        "/organisation",
                                        "The organisation that the token is for",
                                        Admissions.READ_ORGANISATION)
                                .answers(OrganisationView.class),
                        (caller, _) -> one(caller.organisation().id()))
                .write(
                        patch(
                                        "change_organisation",
                                        "/organisation",
                                        "Change its name or time zone",
                                        Admissions.CHANGE_ORGANISATION)
                                .takes(ChangeOrganisation.Order.class)
                                .ifUnchanged()
                                .answers(OrganisationView.class),
                        this::change)
                .read(
                        get(
                                        "list_organisations",
                                        "/organisations",
                                        "The organisations that the caller may act for",
                                        Admissions.READ_ORGANISATION)
                                .answersPage(OrganisationView.class),
                        this::list)
                .read(
                        get("get_organisation", "/organisations/{id}", "One of them", Admissions.READ_ORGANISATION)
                                .answers(OrganisationView.class),
                        this::find);
    }

    private Record list(Caller caller, RestRequest request) {
        return isOperator(caller)
                ? Items.of(find.all(request.query().cursor(), request.query().limit()))
                : Items.of(Page.cut(
                        List.of(one(caller.organisation().id())),
                        1,
                        _ -> request.query().cursor()));
    }

    private OrganisationView find(Caller caller, RestRequest request) {
        UUID id = request.id();
        if (!isOperator(caller) && !id.equals(caller.organisation().id())) {
            throw missing();
        }
        return one(id);
    }

    private ApiWrites.Write change(Caller caller, RestRequest request) {
        ChangeOrganisation.Order order = request.body(ChangeOrganisation.Order.class);
        ExpectedVersions expected = request.expected();
        return request.write(
                Json.object(), transaction -> change.run(transaction, caller.organisation(), order, expected));
    }

    private OrganisationView one(UUID id) {
        return find.one(new Organisation.Id(id)).orElseThrow(OrganisationEndpoint::missing);
    }

    private static boolean isOperator(Caller caller) {
        return caller.subject().equals(AdmitCaller.OPERATOR);
    }

    private static RefusedException missing() {
        return new RefusedException(Refusal.of(ErrorCode.NOT_FOUND, "There is no such organisation"));
    }
}
