package org.watchbill.kit.database;

import io.helidon.dbclient.DbRow;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Column values by name, the same from H2 and PostgreSQL; a NULL where none is allowed throws.
 *
 * <p>What both databases accept: column types {@code UUID}, {@code VARCHAR} (not {@code TEXT}, a large object on H2),
 * {@code BIGINT}, {@code BOOLEAN}, {@code DATE}, {@code TIME}, {@code TIMESTAMP(6) WITH TIME ZONE}. As parameters a UUID
 * is text in {@code CAST(:id AS uuid)}, an instant goes through {@link #parameter}, an optional value of any of these
 * types through {@link #nullable}; the rest is passed as it is. A parameter that PostgreSQL could not type, as in
 * {@code :id IS NULL}, needs a CAST; {@code ::} is no cast here, because a colon starts a parameter.
 */
public final class Columns {

    private Columns() {}

    public static String text(DbRow row, String column) {
        return text(value(row, column));
    }

    public static Optional<String> optionalText(DbRow row, String column) {
        return optional(row, column).map(Columns::text);
    }

    public static UUID uuid(DbRow row, String column) {
        return uuid(value(row, column));
    }

    public static Optional<UUID> optionalUuid(DbRow row, String column) {
        return optional(row, column).map(Columns::uuid);
    }

    public static long number(DbRow row, String column) {
        return number(value(row, column));
    }

    public static Optional<Long> optionalNumber(DbRow row, String column) {
        return optional(row, column).map(Columns::number);
    }

    public static boolean flag(DbRow row, String column) {
        return (Boolean) value(row, column);
    }

    public static Instant instant(DbRow row, String column) {
        return instant(value(row, column));
    }

    public static Optional<Instant> optionalInstant(DbRow row, String column) {
        return optional(row, column).map(Columns::instant);
    }

    public static LocalDate date(DbRow row, String column) {
        return date(value(row, column));
    }

    public static Optional<LocalDate> optionalDate(DbRow row, String column) {
        return optional(row, column).map(Columns::date);
    }

    public static LocalTime time(DbRow row, String column) {
        return switch (value(row, column)) {
            case LocalTime time -> time;
            case Time time -> time.toLocalTime();
            case Object other -> throw unexpected(other);
        };
    }

    /** The form in which an instant is passed as a statement parameter: in microseconds, as both databases keep it. */
    public static OffsetDateTime parameter(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** The form in which an optional value is passed as a statement parameter. */
    public static @Nullable Object nullable(Optional<?> value) {
        return switch (value.orElse(null)) {
            case null -> null;
            case Instant instant -> parameter(instant);
            case UUID id -> id.toString();
            case Object other -> other;
        };
    }

    private static Optional<Object> optional(DbRow row, String column) {
        return Optional.ofNullable(row.column(column).get(Object.class));
    }

    private static Object value(DbRow row, String column) {
        return optional(row, column)
                .orElseThrow(() -> new IllegalStateException("Column " + column + " holds a NULL, which it must not"));
    }

    private static String text(Object value) {
        return value instanceof Clob clob ? text(clob) : (String) value;
    }

    private static String text(Clob clob) {
        try {
            return clob.getSubString(1, Math.toIntExact(clob.length()));
        } catch (SQLException e) {
            throw new IllegalStateException("A large text cannot be read", e);
        }
    }

    private static UUID uuid(Object value) {
        return value instanceof UUID id ? id : UUID.fromString(text(value));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static Instant instant(Object value) {
        return switch (value) {
            case OffsetDateTime time -> time.toInstant();
            case Timestamp time -> time.toInstant();
            case Object other -> throw unexpected(other);
        };
    }

    private static LocalDate date(Object value) {
        return switch (value) {
            case LocalDate date -> date;
            case Date date -> date.toLocalDate();
            case Object other -> throw unexpected(other);
        };
    }

    private static IllegalStateException unexpected(Object value) {
        return new IllegalStateException("Unexpected column type " + value.getClass());
    }
}
