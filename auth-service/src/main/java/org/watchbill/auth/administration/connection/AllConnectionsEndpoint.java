package org.watchbill.auth.administration.connection;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.administration.AdministrationEndpoint;
import org.watchbill.auth.administration.AdministrationEndpoint.Visit;
import org.watchbill.auth.administration.AdministratorCommands;
import org.watchbill.auth.connection.Connection;
import org.watchbill.auth.connection.ConnectionRows;
import org.watchbill.auth.connection.Connections;
import org.watchbill.auth.connection.FindConnections;
import org.watchbill.auth.connection.WithdrawConnection;
import org.watchbill.auth.grant.Grant;
import org.watchbill.auth.page.TablePage;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Identifiers;
import org.watchbill.kit.page.Page;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/<organisation>/connections}: which apps act for whom, and the end of it. */
public final class AllConnectionsEndpoint {

    public static final String LIST = "/connections";

    private static final int PAGE = 50;

    private final FindConnections find;
    private final WithdrawConnection withdraw;
    private final AdministratorCommands commands;
    private final InstantSource time;

    public AllConnectionsEndpoint(
            FindConnections find, WithdrawConnection withdraw, AdministratorCommands commands, InstantSource time) {
        this.find = find;
        this.withdraw = withdraw;
        this.commands = commands;
        this.time = time;
    }

    public void list(Visit visit) {
        String text = visit.parameters().optional("q").orElse("").strip();
        Cursor after = visit.after();
        FindConnections.Found found = find.in(
                visit.administrator().organisation().id(),
                text,
                after.equals(Cursor.START)
                        ? FindConnections.START
                        : new Connections.Position(after.instant(), new Grant.Id(after.id())),
                PAGE);
        String list = visit.administrator().path(LIST);
        Page<Connection> page = new Page<>(
                found.connections(),
                found.next()
                        .map(position -> new Cursor(
                                position.approvedAt().toString(), position.id().value())));
        visit.show(new TablePage(
                visit.navigation(),
                new TablePage.Words(
                        "Connections",
                        "The apps that act for people of the organisation, ended ones of the last 30 days too.",
                        visit.parameters().optional("done").isPresent() ? "The connection has ended." : "",
                        text.isEmpty() ? "No app acts for anybody." : "No connection has this in its person or app."),
                TablePage.Controls.of(new TablePage.Search(list, "Person or app", text)),
                ConnectionRows.ADMINISTRATOR_COLUMNS,
                page.items().stream().map(connection -> row(connection, list)).toList(),
                visit.pager(LIST, page)));
    }

    private TablePage.Row row(Connection connection, String list) {
        Instant now = time.instant();
        return ConnectionRows.ofAdministrator(
                connection, connection.isAlive(now) ? list + "/" + connection.id() + "/end" : "");
    }

    public void askToEnd(Visit visit) {
        Connection connection = connection(visit);
        visit.ask(
                new AdministrationEndpoint.Question(
                        "End the connection of " + connection.client().name() + "?",
                        "Within a minute the app can do nothing more for "
                                + connection.holder().name() + " in the organisation.",
                        "End the connection",
                        1),
                LIST + "/" + connection.id() + "/end",
                LIST);
    }

    public void end(Visit visit) {
        Grant.Id id = id(visit).orElseThrow(AdministrationEndpoint::unknown);
        ObjectNode asked = Json.object().put("id", id.toString());
        AdministratorCommands.require(commands.run(
                visit.origin(),
                new AdministratorCommands.Order("revoke_connection", asked, asked),
                transaction ->
                        withdraw.run(transaction, visit.administrator().caller().organisation(), id)));
        visit.goTo(LIST + "?done=ended");
    }

    private Connection connection(Visit visit) {
        return id(visit)
                .flatMap(id -> find.find(visit.administrator().organisation().id(), id))
                .filter(found -> found.isAlive(time.instant()))
                .orElseThrow(AdministrationEndpoint::unknown);
    }

    private static Optional<Grant.Id> id(Visit visit) {
        return Identifiers.uuid(visit.segment("id")).map(Grant.Id::new);
    }
}
