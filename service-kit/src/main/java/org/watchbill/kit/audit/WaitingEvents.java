package org.watchbill.kit.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.database.Rows;

/** The table {@code outbox} as the sender sees it; on plain JDBC, because DbClient has no batches. */
final class WaitingEvents {

    /** As many as audit-service takes at once. */
    static final int BATCH = 256;

    private static final int BATCH_CHARACTERS = 256 * 1024;

    private static final String CLAIM = """
            SELECT sequence_number, event_id, event FROM outbox
            WHERE refused = FALSE
            ORDER BY sequence_number
            LIMIT 256
            FOR UPDATE SKIP LOCKED
            """;

    private static final String DELETE = "DELETE FROM outbox WHERE sequence_number = ?";
    private static final String REFUSE = "UPDATE outbox SET refused = TRUE WHERE sequence_number = ?";
    private static final String RELEASE = "UPDATE outbox SET refused = FALSE WHERE refused = TRUE";
    private static final String COUNT_REFUSED = "SELECT COUNT(*) AS waiting FROM outbox WHERE refused = TRUE";
    private static final String COUNT = "SELECT COUNT(*) AS waiting FROM outbox";

    private final Database database;

    WaitingEvents(Database database) {
        this.database = database;
    }

    /**
     * Hands the oldest events that no other replica holds to {@code receiver} and removes those it accepted; when it
     * throws, all of them stay.
     */
    Delivered deliver(Function<List<WaitingEvent>, Delivered> receiver) {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            List<WaitingEvent> events = claim(connection);
            Delivered delivered = events.isEmpty() ? Delivered.NOTHING : receiver.apply(events);
            forEach(connection, DELETE, delivered.accepted());
            forEach(connection, REFUSE, delivered.refused());
            connection.commit();
            return delivered;
        } catch (SQLException e) {
            throw new DeliveryException("The outbox cannot be read", e);
        }
    }

    /** Lets refused events be tried again. */
    void release() {
        database.inTransaction(transaction -> transaction.update(RELEASE));
    }

    long count() {
        return count(COUNT);
    }

    long countRefused() {
        return count(COUNT_REFUSED);
    }

    private long count(String sql) {
        return database.read(reader -> Rows.first(reader.createGet(sql), row -> Columns.number(row, "waiting")))
                .orElseThrow();
    }

    /** At least one event, and no more than fit the receiver's body limit. */
    private static List<WaitingEvent> claim(Connection connection) throws SQLException {
        List<WaitingEvent> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLAIM);
                ResultSet rows = statement.executeQuery()) {
            int characters = 0;
            while (rows.next() && characters < BATCH_CHARACTERS) {
                String json = rows.getString("event");
                characters += json.length();
                if (events.isEmpty() || characters <= BATCH_CHARACTERS) {
                    events.add(new WaitingEvent(
                            rows.getLong("sequence_number"), rows.getObject("event_id", UUID.class), json));
                }
            }
        }
        return events;
    }

    private static void forEach(Connection connection, String sql, List<WaitingEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (WaitingEvent event : events) {
                statement.setLong(1, event.sequenceNumber());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
