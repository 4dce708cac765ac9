package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.apitoken.ApiTokensEndpoint;
import org.watchbill.auth.apitoken.CreateApiToken;
import org.watchbill.auth.apitoken.FindApiTokens;
import org.watchbill.auth.apitoken.RevokeApiToken;
import org.watchbill.auth.page.PageEndpoint;

/** What people manage of their own account. */
final class AccountRoutes {

    private final AuthParts parts;
    private final PageParts pages;
    private final InstantSource time;

    AccountRoutes(AuthParts parts, PageParts pages, InstantSource time) {
        this.parts = parts;
        this.pages = pages;
        this.time = time;
    }

    void onPublic(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        CreateApiToken.Registers registers = new CreateApiToken.Registers(
                parts.database(), stores.apiTokens(), stores.organisations(), stores.memberships());
        ApiTokensEndpoint tokens = new ApiTokensEndpoint(
                new ApiTokensEndpoint.UseCases(
                        new FindApiTokens(parts.database(), stores.apiTokens(), stores.memberships()),
                        new CreateApiToken(registers, time),
                        new RevokeApiToken(parts.database(), stores.apiTokens())),
                pages.guard(),
                pages.signIn(),
                time);
        routing.get(ApiTokensEndpoint.PATH, PageEndpoint.of(tokens::list))
                .post(ApiTokensEndpoint.PATH, PageEndpoint.of(tokens::create))
                .post(ApiTokensEndpoint.PATH + "/revoke", PageEndpoint.of(tokens::revoke));
    }
}
