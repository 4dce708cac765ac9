package org.watchbill.auth.connection;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.List;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.navigation.FindNavigation;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.ConfirmPage;
import org.watchbill.auth.page.Navigation;
import org.watchbill.auth.page.PageEndpoint;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.session.FormGuard;
import org.watchbill.auth.session.Session;
import org.watchbill.kit.page.Identifiers;

/** {@code /account/connections}: people see which apps act for them, and end what they no longer want. */
public final class ConnectionsEndpoint {

    public static final String PATH = FindNavigation.CONNECTIONS;
    public static final String REVOKE = PATH + "/revoke";

    private final FindConnections find;
    private final RevokeConnection revoke;
    private final FindNavigation navigation;
    private final FormGuard guard;
    private final InstantSource time;

    public ConnectionsEndpoint(
            FindConnections find,
            RevokeConnection revoke,
            FindNavigation navigation,
            FormGuard guard,
            InstantSource time) {
        this.find = find;
        this.revoke = revoke;
        this.navigation = navigation;
        this.guard = guard;
        this.time = time;
    }

    public void list(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSignedIn(request, PATH);
        boolean revoked = Parameters.ofQuery(request).optional("revoked").isPresent();
        PageEndpoint.send(response, Status.OK_200, page(session, revoked ? "The connection has ended." : ""));
    }

    private TablePage page(Session session, String notice) {
        List<TablePage.Row> rows = living(session).stream()
                .map(connection -> ConnectionRows.ofOwner(connection, REVOKE + "?connection=" + connection.id()))
                .toList();
        return new TablePage(
                navigation(session),
                new TablePage.Words(
                        "Your connections",
                        "These apps act for you. An app that you do not know, or no longer use, should not stay.",
                        notice,
                        "No app acts for you."),
                TablePage.Controls.NONE,
                ConnectionRows.OWNER_COLUMNS,
                rows,
                TablePage.Pager.NONE);
    }

    /** Asks before it is done. */
    public void confirm(ServerRequest request, ServerResponse response) {
        Session session = guard.requireSignedIn(request, PATH);
        Grant.Id id = id(Parameters.ofQuery(request));
        Connection connection = living(session).stream()
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new PageRefusal(404, "There is no such connection", "It may have ended already."));
        PageEndpoint.send(
                response,
                Status.OK_200,
                new ConfirmPage(
                        navigation(session),
                        "End the connection of " + connection.client().name() + "?",
                        List.of("Within a minute the app can do nothing more for you in "
                                + connection.organisation().name()
                                + ". To use it again you connect it again."),
                        new ConfirmPage.Form(
                                REVOKE,
                                List.of(
                                        new ConfirmPage.Field("csrf", guard.token(session)),
                                        new ConfirmPage.Field("connection", id.toString())),
                                "End the connection"),
                        PATH));
    }

    public void revoke(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        Session session = guard.requireSession(request, form);
        revoke.revoke(session.user().id(), id(form));
        PageEndpoint.redirect(response, PATH + "?revoked=1");
    }

    private List<Connection> living(Session session) {
        return find.of(session.user().id()).stream()
                .filter(connection -> connection.isAlive(time.instant()))
                .toList();
    }

    private Navigation navigation(Session session) {
        return navigation.find(guard.token(session), session.user(), PATH);
    }

    private static Grant.Id id(Parameters parameters) {
        return Identifiers.uuid(parameters.required("connection"))
                .map(Grant.Id::new)
                .orElseThrow(() -> new PageRefusal(400, "This form is out of date", "Open the page again."));
    }
}
