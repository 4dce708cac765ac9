package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.delete;
import static org.watchbill.kit.rest.Operation.get;
import static org.watchbill.kit.rest.Operation.patch;
import static org.watchbill.kit.rest.Operation.post;

import org.watchbill.auth.account.User;
import org.watchbill.auth.provider.ChangeProvider;
import org.watchbill.auth.provider.ProviderOrder;
import org.watchbill.auth.provider.ProviderTrial;
import org.watchbill.auth.provider.ProviderView;
import org.watchbill.kit.command.ExpectedVersions;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;
import tools.jackson.databind.node.ObjectNode;

/** {@code /identity-provider}: the OpenID provider by which the organisation's people may sign in. */
public final class IdentityProviderEndpoint implements RestApi.Part {

    private static final String PATH = "/identity-provider";

    private static final Operation GET = get(
                    "get_identity_provider", PATH, "The organisation's provider", Admissions.READ_PROVIDER)
            .answers(ProviderView.class);
    private static final Operation TRY = get(
                    "try_identity_provider",
                    PATH + "/trial",
                    "Ask the provider for its description, to see whether it can be used",
                    Admissions.READ_PROVIDER)
            .answers(ProviderTrial.class);
    private static final Operation ADD = post(
                    "add_identity_provider",
                    PATH,
                    "Let the organisation's people sign in by its own OpenID provider",
                    Admissions.CHANGE_ORGANISATION)
            .takes(ProviderOrder.class)
            .answers(ProviderView.class);
    private static final Operation CHANGE = patch(
                    "change_identity_provider",
                    PATH,
                    "Change the provider's name, client id or secret; not its issuer",
                    Admissions.CHANGE_ORGANISATION)
            .takes(ProviderOrder.class)
            .ifUnchanged()
            .answers(ProviderView.class);
    private static final Operation DROP = delete(
                    "drop_identity_provider",
                    PATH,
                    "Drop the provider and all its links; people sign in by password or passkey again",
                    Admissions.CHANGE_ORGANISATION)
            .ifUnchanged();
    private static final Operation UNLINK = delete(
            "unlink_identity",
            PATH + "/links/{id}",
            "Forget which identity of the provider a person is, so that another can be linked",
            Admissions.CHANGE_ORGANISATION);

    private final ChangeProvider provider;

    public IdentityProviderEndpoint(ChangeProvider provider) {
        this.provider = provider;
    }

    @Override
    public void enter(RestApi api) {
        api.read(GET, (caller, _) -> provider.find(caller.organisation()).orElseThrow(Tenant::nothing))
                .read(TRY, (caller, _) -> provider.trial(caller.organisation()).orElseThrow(Tenant::nothing))
                .write(ADD, this::add)
                .write(CHANGE, this::change)
                .write(DROP, this::drop)
                .write(UNLINK, this::unlink);
    }

    private ApiWrites.Write add(Caller caller, RestRequest request) {
        ProviderOrder order = request.body(ProviderOrder.class);
        return request.write(audited(order), transaction -> provider.add(transaction, caller.organisation(), order));
    }

    private ApiWrites.Write change(Caller caller, RestRequest request) {
        ProviderOrder order = request.body(ProviderOrder.class);
        ExpectedVersions expected = request.expected();
        return request.write(
                audited(order), transaction -> provider.change(transaction, caller.organisation(), order, expected));
    }

    private ApiWrites.Write drop(Caller caller, RestRequest request) {
        ExpectedVersions expected = request.expected();
        return request.write(Json.object(), transaction -> provider.drop(transaction, caller.organisation(), expected));
    }

    private ApiWrites.Write unlink(Caller caller, RestRequest request) {
        User.Id person = new User.Id(request.id());
        return request.write(Json.object(), transaction -> provider.unlink(transaction, caller.organisation(), person));
    }

    private static ObjectNode audited(ProviderOrder order) {
        return Json.object().put("issuer", order.issuer()).put("client_id", order.clientId());
    }
}
