package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.get;
import static org.watchbill.kit.rest.Operation.patch;
import static org.watchbill.kit.rest.Operation.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.invitation.InvitationLinks;
import org.watchbill.auth.organisation.ChangeOrganisation;
import org.watchbill.auth.organisation.FindOrganisations;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.organisation.OrganisationView;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.setup.AddOrganisation;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.refusal.RefusedException;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** {@code /organisation}: the caller's own; {@code /organisations}: those that the caller may act for. */
public final class OrganisationEndpoint implements RestApi.Part {

    /** A new organisation, with the link of the first administrator's invitation when no mail can be sent. */
    public record NewOrganisation(
            UUID id,
            String slug,
            String name,
            String zone,
            Instant createdAt,
            long version,

            @Describe("The invitation's link, shown once, when no mail can be sent")
            Optional<String> link) {}

    private static final Operation OWN = get(
                    "get_own_organisation",
                    "/organisation",
                    "The organisation that the token is for",
                    Admissions.READ_ORGANISATION)
            .answers(OrganisationView.class);
    private static final Operation CHANGE = patch(
                    "change_organisation",
                    "/organisation",
                    "Change its name or time zone",
                    Admissions.CHANGE_ORGANISATION)
            .takes(ChangeOrganisation.Order.class)
            .ifUnchanged()
            .answers(OrganisationView.class);
    private static final Operation LIST = get(
                    "list_organisations",
                    "/organisations",
                    "The organisations that the caller may act for",
                    Admissions.READ_ORGANISATION)
            .answersPage(OrganisationView.class);
    private static final Operation GET = get(
                    "get_organisation", "/organisations/{id}", "One of them", Admissions.READ_ORGANISATION)
            .answers(OrganisationView.class);
    private static final Operation ADD = post(
                    "create_organisation",
                    "/organisations",
                    "Make a further organisation and invite its first administrator",
                    Admissions.operator("organisation:write"))
            .takes(AddOrganisation.Order.class)
            .creates(NewOrganisation.class);

    private final FindOrganisations find;
    private final ChangeOrganisation change;
    private final AddOrganisation add;
    private final InvitationLinks links;

    public OrganisationEndpoint(
            FindOrganisations find, ChangeOrganisation change, AddOrganisation add, InvitationLinks links) {
        this.find = find;
        this.change = change;
        this.add = add;
        this.links = links;
    }

    @Override
    public void enter(RestApi api) {
        api.read(OWN, (caller, _) -> one(caller.organisation().id()))
                .write(CHANGE, this::change)
                .read(LIST, this::list)
                .read(GET, this::find)
                .write(ADD, this::add);
    }

    private ApiWrites.Write add(Caller caller, RestRequest request) {
        AddOrganisation.Order order = request.body(AddOrganisation.Order.class);
        Secret secret = new Secret(RandomSecret.next());
        return request.write(
                        Json.object().put("slug", order.slug()),
                        transaction -> add.run(transaction, caller, order, secret))
                .showing(() -> {
                    ObjectNode shown = Json.object();
                    links.toShow(secret).ifPresent(link -> shown.put("link", link));
                    return shown;
                });
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
