package org.watchbill.auth.connection;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.auth.page.TablePage;
import org.watchbill.auth.page.WallTime;
import org.watchbill.auth.scope.Scopes;

/** Connections as lines of a list; times are those of their organisation. */
public final class ConnectionRows {

    public static final List<String> OWNER_COLUMNS = List.of("App", "In", "May", "Approved on", "Last used", "Ends on");
    public static final List<String> ADMINISTRATOR_COLUMNS =
            List.of("Person", "App", "May", "Approved on", "Last used", "Ends on");

    private ConnectionRows() {}

    /** For the person who approved it; {@code revoke} is where it can be ended. */
    static TablePage.Row ofOwner(Connection connection, String revoke) {
        List<TablePage.Cell> cells = new ArrayList<>();
        cells.add(app(connection));
        cells.add(TablePage.Cell.of(connection.organisation().name()));
        cells.addAll(course(connection));
        return new TablePage.Row(
                cells,
                List.of(new TablePage.Link(revoke, "End", connection.client().name())));
    }

    /** For an administrator of the organisation; {@code revoke} is empty when it has ended. */
    public static TablePage.Row ofAdministrator(Connection connection, String revoke) {
        List<TablePage.Cell> cells = new ArrayList<>();
        cells.add(TablePage.Cell.of(
                connection.holder().name(), connection.holder().email()));
        cells.add(app(connection));
        cells.addAll(course(connection));
        if (revoke.isEmpty()) {
            cells.set(0, cells.getFirst().marked("has ended"));
            return new TablePage.Row(cells, List.of());
        }
        String about = connection.client().name() + " of " + connection.holder().name();
        return new TablePage.Row(cells, List.of(new TablePage.Link(revoke, "End", about)));
    }

    private static TablePage.Cell app(Connection connection) {
        return TablePage.Cell.of(
                connection.client().name(),
                "answers go to "
                        + String.join(
                                ", ",
                                connection.client().destinations().stream()
                                        .sorted()
                                        .toList()));
    }

    private static List<TablePage.Cell> course(Connection connection) {
        ZoneId zone = connection.organisation().zone();
        Connection.Times times = connection.times();
        return List.of(
                TablePage.Cell.of(Scopes.words(connection.scopes())),
                TablePage.Cell.at(WallTime.day(times.approvedAt(), zone)),
                TablePage.Cell.at(times.lastUsedAt().map(used -> WallTime.minute(used, zone))),
                TablePage.Cell.at(WallTime.day(times.expiresAt(), zone)));
    }
}
