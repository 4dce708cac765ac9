package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.delete;
import static org.watchbill.kit.rest.Operation.get;

import java.util.UUID;
import org.watchbill.auth.apitoken.inventory.ApiTokenView;
import org.watchbill.auth.apitoken.inventory.FindOrganisationTokens;
import org.watchbill.auth.apitoken.inventory.WithdrawApiToken;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;

/** {@code /api-tokens}: those of the organisation's people; nobody makes one here. */
public final class ApiTokenEndpoint implements RestApi.Part {

    private static final Operation LIST = get(
                    "list_api_tokens",
                    "/api-tokens",
                    "Everybody's API tokens, the oldest first",
                    Admissions.READ_CONNECTIONS)
            .answersPage(ApiTokenView.class);
    private static final Operation GET = get(
                    "get_api_token", "/api-tokens/{id}", "One of them", Admissions.READ_CONNECTIONS)
            .answers(ApiTokenView.class);
    private static final Operation REVOKE =
            delete("revoke_api_token", "/api-tokens/{id}", "End an API token at once", Admissions.CHANGE_CONNECTIONS);

    private final FindOrganisationTokens find;
    private final WithdrawApiToken withdraw;

    public ApiTokenEndpoint(FindOrganisationTokens find, WithdrawApiToken withdraw) {
        this.find = find;
        this.withdraw = withdraw;
    }

    @Override
    public void enter(RestApi api) {
        api.read(LIST, this::list).read(GET, this::find).write(REVOKE, this::revoke);
    }

    private Record list(Caller caller, RestRequest request) {
        return Items.of(find.in(
                Tenant.of(caller), request.query().cursor(), request.query().limit()));
    }

    private Record find(Caller caller, RestRequest request) {
        return find.one(Tenant.of(caller), request.id()).orElseThrow(Tenant::nothing);
    }

    private ApiWrites.Write revoke(Caller caller, RestRequest request) {
        UUID id = request.id();
        return request.write(Json.object(), transaction -> withdraw.run(transaction, caller.organisation(), id));
    }
}
