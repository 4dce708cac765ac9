package org.watchbill.auth.api;

import static org.watchbill.kit.rest.Operation.delete;
import static org.watchbill.kit.rest.Operation.get;

import org.watchbill.auth.connection.Connection;
import org.watchbill.auth.connection.ConnectionView;
import org.watchbill.auth.connection.Connections;
import org.watchbill.auth.connection.FindConnections;
import org.watchbill.auth.connection.WithdrawConnection;
import org.watchbill.auth.grant.Grant;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;
import org.watchbill.kit.rest.ApiWrites;
import org.watchbill.kit.rest.Items;
import org.watchbill.kit.rest.Operation;
import org.watchbill.kit.rest.RestApi;
import org.watchbill.kit.rest.RestRequest;
import org.watchbill.kit.token.Caller;

/** {@code /connections}: what the organisation's people allowed which clients. */
public final class ConnectionEndpoint implements RestApi.Part {

    private static final Operation LIST = get(
                    "list_connections",
                    "/connections",
                    "Everybody's connections, the newest first; ended ones for 30 days",
                    Admissions.READ_CONNECTIONS)
            .answersPage(ConnectionView.class);
    private static final Operation GET = get(
                    "get_connection", "/connections/{id}", "One of them", Admissions.READ_CONNECTIONS)
            .answers(ConnectionView.class);
    private static final Operation REVOKE =
            delete("revoke_connection", "/connections/{id}", "End a connection at once", Admissions.CHANGE_CONNECTIONS);

    private final FindConnections find;
    private final WithdrawConnection withdraw;

    public ConnectionEndpoint(FindConnections find, WithdrawConnection withdraw) {
        this.find = find;
        this.withdraw = withdraw;
    }

    @Override
    public void enter(RestApi api) {
        api.read(LIST, this::list).read(GET, this::find).write(REVOKE, this::revoke);
    }

    private Record list(Caller caller, RestRequest request) {
        Cursor after = request.query().cursor();
        FindConnections.Found found =
                find.in(Tenant.of(caller), position(after), request.query().limit());
        return Items.of(new Page<>(
                found.connections().stream().map(ConnectionView::of).toList(),
                found.next()
                        .map(place -> new Cursor(
                                place.approvedAt().toString(), place.id().value()))));
    }

    private static Connections.Position position(Cursor after) {
        return after.equals(Cursor.START)
                ? FindConnections.START
                : new Connections.Position(after.instant(), new Grant.Id(after.id()));
    }

    private Record find(Caller caller, RestRequest request) {
        Connection found =
                find.find(Tenant.of(caller), new Grant.Id(request.id())).orElseThrow(Tenant::nothing);
        return ConnectionView.of(found);
    }

    private ApiWrites.Write revoke(Caller caller, RestRequest request) {
        Grant.Id id = new Grant.Id(request.id());
        return request.write(Json.object(), transaction -> withdraw.run(transaction, caller.organisation(), id));
    }
}
