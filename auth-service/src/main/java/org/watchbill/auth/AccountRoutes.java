package org.watchbill.auth;

import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import org.watchbill.auth.apitoken.ApiTokensEndpoint;
import org.watchbill.auth.apitoken.CreateApiToken;
import org.watchbill.auth.apitoken.FindApiTokens;
import org.watchbill.auth.apitoken.RevokeApiToken;
import org.watchbill.auth.connection.Connections;
import org.watchbill.auth.connection.ConnectionsEndpoint;
import org.watchbill.auth.connection.FindConnections;
import org.watchbill.auth.connection.RevokeConnection;
import org.watchbill.auth.grant.EndGrants;
import org.watchbill.auth.overview.HomeEndpoint;
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
        HomeEndpoint home = new HomeEndpoint(
                parts.database(), parts.stores().memberships(), pages.navigation(), pages.guard(), pages.signIn());
        routing.get("/", PageEndpoint.of(home::home)).get("/account", PageEndpoint.of(home::account));
        apiTokens(routing);
        connections(routing);
    }

    private void connections(HttpRouting.Builder routing) {
        Connections connections = new Connections();
        ConnectionsEndpoint endpoint = new ConnectionsEndpoint(
                new FindConnections(parts.database(), connections),
                new RevokeConnection(
                        parts.database(),
                        connections,
                        new EndGrants(parts.stores().grants(), time),
                        parts.recording().events()),
                pages.navigation(),
                pages.guard(),
                time);
        routing.get(ConnectionsEndpoint.PATH, PageEndpoint.of(endpoint::list))
                .get(ConnectionsEndpoint.REVOKE, PageEndpoint.of(endpoint::confirm))
                .post(ConnectionsEndpoint.REVOKE, PageEndpoint.of(endpoint::revoke));
    }

    private void apiTokens(HttpRouting.Builder routing) {
        AuthParts.Stores stores = parts.stores();
        CreateApiToken.Registers registers = new CreateApiToken.Registers(
                parts.database(),
                stores.apiTokens(),
                stores.organisations(),
                stores.memberships(),
                parts.recording().events());
        ApiTokensEndpoint tokens = new ApiTokensEndpoint(
                new ApiTokensEndpoint.UseCases(
                        new FindApiTokens(parts.database(), stores.apiTokens(), stores.memberships()),
                        new CreateApiToken(registers, time),
                        new RevokeApiToken(
                                parts.database(),
                                stores.apiTokens(),
                                parts.recording().events())),
                pages.guard(),
                pages.signIn(),
                pages.navigation(),
                time);
        routing.get(ApiTokensEndpoint.PATH, PageEndpoint.of(tokens::list))
                .post(ApiTokensEndpoint.PATH, PageEndpoint.of(tokens::create))
                .get(ApiTokensEndpoint.REVOKE, PageEndpoint.of(tokens::confirm))
                .post(ApiTokensEndpoint.REVOKE, PageEndpoint.of(tokens::revoke));
    }
}
