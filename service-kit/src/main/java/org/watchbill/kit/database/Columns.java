package org.watchbill.kit.database;

import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Column values by name, the same from H2 and PostgreSQL; a NULL where none is allowed throws. */
public final class Columns {

    private Columns() {}

    public static String text(DbRow row, String column) {
        throw new UnsupportedOperationException(row + column);
    }

    public static Optional<String> optionalText(DbRow row, String column) {
        throw new UnsupportedOperationException(row + column);
    }

    public static UUID uuid(DbRow row, String column) {
        throw new UnsupportedOperationException(row + column);
    }

    public static Optional<UUID> optionalUuid(DbRow row, String column) {
        throw new UnsupportedOperationException(row + column);
    }

    public static long number(DbRow row, String column) {
        throw new UnsupportedOperationException(row + column);
    }

    public static boolean flag(DbRow row, String column) {
        throw new UnsupportedOperationException(row + column);
    }

    public static Instant instant(DbRow row, String column) {
        throw new UnsupportedOperationException(row + column);
    }

    public static Optional<Instant> optionalInstant(DbRow row, String column) {
        throw new UnsupportedOperationException(row + column);
    }

    public static LocalDate date(DbRow row, String column) {
        throw new UnsupportedOperationException(row + column);
    }

    /** The form in which an instant is passed as a statement parameter. */
    public static OffsetDateTime parameter(Instant instant) {
        throw new UnsupportedOperationException(instant.toString());
    }
}
