package org.watchbill.system.kill;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.watchbill.kit.json.Json;
import org.watchbill.system.kill.StoredRequest.State;
import org.watchbill.system.suite.PlainJdbc;
import org.watchbill.system.suite.Service;
import org.watchbill.system.suite.SuitePlan;
import tools.jackson.databind.JsonNode;

/** What the databases of stopped services hold, read with plain JDBC, past all code of the suite. */
record StoredState(List<StoredRequest> requests, List<StoredEvent> events, List<String> waiting) {

    private static final String REQUESTS = """
            SELECT r.id, r.assignment_id, r.state, EXISTS (
                SELECT 1 FROM assignment held
                WHERE held.organisation_id = a.organisation_id AND held.shift_type_id = a.shift_type_id
                    AND held.shift_date = a.shift_date AND held.position = a.position
                    AND held.status = 'published' AND held.member_id = r.candidate_id) AS moved
            FROM shift_request r JOIN assignment a ON a.id = r.assignment_id
            """;

    /** Reads one row. */
    @FunctionalInterface
    private interface Row<T> {

        T read(ResultSet row) throws SQLException;
    }

    /** Reads all databases of the plan; none of its services may run. */
    static StoredState read(SuitePlan plan) {
        return new StoredState(
                query(plan, Service.SCHEDULE, REQUESTS, StoredState::request),
                query(plan, Service.AUDIT, "SELECT event FROM entry", StoredState::event),
                query(plan, Service.SCHEDULE, "SELECT event_id FROM outbox", row -> row.getString("event_id")));
    }

    /** What was added since {@code earlier}. */
    StoredState since(StoredState earlier) {
        return new StoredState(
                without(requests, earlier.requests),
                without(events, earlier.events),
                without(waiting, earlier.waiting));
    }

    private static <T> List<T> without(List<T> all, List<T> known) {
        Set<T> old = Set.copyOf(known);
        return all.stream().filter(row -> !old.contains(row)).toList();
    }

    private static <T> List<T> query(SuitePlan plan, Service service, String sql, Row<T> reader) {
        try (Connection connection = PlainJdbc.connect(plan, service);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoredRequest request(ResultSet row) throws SQLException {
        return new StoredRequest(
                row.getString("id"),
                row.getString("assignment_id"),
                state(row.getString("state")),
                row.getBoolean("moved"));
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        JsonNode event = Json.parse(row.getString("event").getBytes(StandardCharsets.UTF_8));
        return new StoredEvent(
                event.path("event_id").asString(),
                event.path("operation").asString(),
                event.path("outcome").asString().toLowerCase(Locale.ROOT),
                event.path("target").path("id").asString(""));
    }

    private static State state(String column) {
        return switch (column) {
            case "open", "pending_approval" -> State.OPEN;
            case "applied" -> State.APPROVED;
            case "denied" -> State.DENIED;
            default -> throw new IllegalStateException("No writer brings a request into the state " + column);
        };
    }
}
