package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.delete;
import static org.watchbill.kit.rest.Operation.get;
import static org.watchbill.kit.rest.Operation.patch;
import static org.watchbill.kit.rest.Operation.post;

import org.watchbill.auth.serviceaccount.ChangeServiceAccount;
import org.watchbill.auth.serviceaccount.CreateServiceAccount;
import org.watchbill.auth.serviceaccount.DeleteServiceAccount;
import org.watchbill.auth.serviceaccount.FindServiceAccounts;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.auth.serviceaccount.ServiceAccountView;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** {@code /service-accounts}: programs of the organisation. Their tokens are made on the pages and ended here. */
public final class ServiceAccountEndpoint implements RestApi.Part {

    private static final Operation LIST = get(
                    "list_service_accounts", "/service-accounts", "By their names", Admissions.READ_CLIENTS)
            .answersPage(ServiceAccountView.class);
    private static final Operation GET = get(
                    "get_service_account", "/service-accounts/{id}", "One of them", Admissions.READ_CLIENTS)
            .answers(ServiceAccountView.class);
    private static final Operation CREATE = post(
                    "create_service_account", "/service-accounts", "Add one without tokens", Admissions.CHANGE_CLIENTS)
            .takes(CreateServiceAccount.Order.class)
            .creates(ServiceAccountView.class);
    private static final Operation CHANGE = patch(
                    "change_service_account",
                    "/service-accounts/{id}",
                    "Rename, disable or enable one, or give it another role",
                    Admissions.CHANGE_CLIENTS)
            .takes(ChangeServiceAccount.To.class)
            .ifUnchanged()
            .answers(ServiceAccountView.class);
    private static final Operation DELETE = delete(
                    "delete_service_account",
                    "/service-accounts/{id}",
                    "Delete one with its tokens",
                    Admissions.CHANGE_CLIENTS)
            .ifUnchanged();

    private final FindServiceAccounts find;
    private final CreateServiceAccount create;
    private final ChangeServiceAccount change;
    private final DeleteServiceAccount delete;

    public ServiceAccountEndpoint(
            FindServiceAccounts find,
            CreateServiceAccount create,
            ChangeServiceAccount change,
            DeleteServiceAccount delete) {
        this.find = find;
        this.create = create;
        this.change = change;
        this.delete = delete;
    }

    @Override
    public void enter(RestApi api) {
        api.read(LIST, this::list)
                .read(GET, this::find)
                .write(CREATE, this::create)
                .write(CHANGE, this::change)
                .write(DELETE, this::remove);
    }

    private Record list(Caller caller, RestRequest request) {
        return Items.of(find.in(
                        Tenant.of(caller),
                        request.query().cursor(),
                        request.query().limit())
                .map(ServiceAccountView::of));
    }

    private Record find(Caller caller, RestRequest request) {
        return ServiceAccountView.of(find.find(Tenant.of(caller), new ServiceAccount.Id(request.id()))
                .orElseThrow(Tenant::nothing));
    }

    private ApiWrites.Write create(Caller caller, RestRequest request) {
        CreateServiceAccount.Order order = request.body(CreateServiceAccount.Order.class);
        ObjectNode audited = Json.object();
        audited.set("role", Json.tree(order.role()));
        return request.write(audited, transaction -> create.run(transaction, caller.organisation(), order));
    }

    private ApiWrites.Write change(Caller caller, RestRequest request) {
        ChangeServiceAccount.To to = request.body(ChangeServiceAccount.To.class);
        ChangeServiceAccount.Order order =
                new ChangeServiceAccount.Order(new ServiceAccount.Id(request.id()), request.expected(), to);
        ObjectNode audited = Json.object();
        to.role().ifPresent(role -> audited.set("role", Json.tree(role)));
        to.state().ifPresent(state -> audited.set("state", Json.tree(state)));
        return request.write(audited, transaction -> change.run(transaction, caller.organisation(), order));
    }

    private ApiWrites.Write remove(Caller caller, RestRequest request) {
        DeleteServiceAccount.Order order =
                new DeleteServiceAccount.Order(new ServiceAccount.Id(request.id()), request.expected());
        return request.write(Json.object(), transaction -> delete.run(transaction, caller.organisation(), order));
    }
}
