package org.watchbill.schedule.shifttype;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.watchbill.kit.database.Columns;

/** The shift_type and shift_type_hours tables. */
public final class ShiftTypes {

    /** In the organisation's order. */
    public List<ShiftType> all(DbExecute database, UUID organisation) {
        Map<UUID, Map<DayOfWeek, ShiftHours>> hours = hours(database, organisation);
        List<ShiftType> types = new ArrayList<>();
        for (DbRow row : rows(database, organisation)) {
            types.add(shiftType(row, hours.getOrDefault(Columns.uuid(row, "id"), Map.of())));
        }
        return types;
    }

    public void insert(DbExecute transaction, UUID organisation, ShiftType type) {
        transaction
                .createInsert("""
                        INSERT INTO shift_type (id, organisation_id, code, code_key, name, sort_order, zone, version)
                        VALUES (CAST(:id AS UUID), CAST(:organisation AS UUID), :code, :codeKey, :name, :sortOrder,
                                :zone, :version)
                        """)
                .addParam("id", type.id().value().toString())
                .addParam("organisation", organisation.toString())
                .addParam("code", type.code())
                .addParam("codeKey", type.codeKey())
                .addParam("name", type.name())
                .addParam("sortOrder", type.sortOrder())
                .addParam("zone", type.zone().getId())
                .addParam("version", type.version())
                .execute();
        insertHours(transaction, organisation, type);
    }

    /** Replaces name and hours; assignments that stand keep their times. */
    public void update(DbExecute transaction, UUID organisation, ShiftType type) {
        transaction
                .createUpdate("""
                        UPDATE shift_type SET name = :name, version = version + 1
                        WHERE organisation_id = CAST(:organisation AS UUID) AND id = CAST(:id AS UUID)
                        """)
                .addParam("name", type.name())
                .addParam("organisation", organisation.toString())
                .addParam("id", type.id().value().toString())
                .execute();
        transaction
                .createDelete("""
                        DELETE FROM shift_type_hours
                        WHERE organisation_id = CAST(:organisation AS UUID) AND shift_type_id = CAST(:id AS UUID)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("id", type.id().value().toString())
                .execute();
        insertHours(transaction, organisation, type);
    }

    private static void insertHours(DbExecute transaction, UUID organisation, ShiftType type) {
        type.hours()
                .forEach((day, hours) -> transaction
                        .createInsert("""
                        INSERT INTO shift_type_hours
                            (organisation_id, shift_type_id, weekday, start_minute, end_minute, day_span)
                        VALUES (CAST(:organisation AS UUID), CAST(:id AS UUID), :weekday, :startMinute, :endMinute,
                                :daySpan)
                        """)
                        .addParam("organisation", organisation.toString())
                        .addParam("id", type.id().value().toString())
                        .addParam("weekday", day.getValue())
                        .addParam("startMinute", hours.start().toSecondOfDay() / 60)
                        .addParam("endMinute", hours.end().toSecondOfDay() / 60)
                        .addParam("daySpan", hours.daySpan())
                        .execute());
    }

    private static List<DbRow> rows(DbExecute database, UUID organisation) {
        return database.createQuery("""
                        SELECT id, code, name, sort_order, zone, version
                        FROM shift_type
                        WHERE organisation_id = CAST(:organisation AS UUID)
                        ORDER BY sort_order, code_key
                        """)
                .addParam("organisation", organisation.toString())
                .execute()
                .toList();
    }

    private static Map<UUID, Map<DayOfWeek, ShiftHours>> hours(DbExecute database, UUID organisation) {
        Map<UUID, Map<DayOfWeek, ShiftHours>> hours = new HashMap<>();
        database.createQuery("""
                        SELECT shift_type_id, weekday, start_minute, end_minute
                        FROM shift_type_hours
                        WHERE organisation_id = CAST(:organisation AS UUID)
                        """)
                .addParam("organisation", organisation.toString())
                .execute()
                .toList()
                .forEach(row -> hours.computeIfAbsent(
                                Columns.uuid(row, "shift_type_id"), type -> new EnumMap<>(DayOfWeek.class))
                        .put(
                                DayOfWeek.of((int) Columns.number(row, "weekday")),
                                new ShiftHours(time(row, "start_minute"), time(row, "end_minute"))));
        return hours;
    }

    private static LocalTime time(DbRow row, String column) {
        return LocalTime.ofSecondOfDay(Columns.number(row, column) * 60);
    }

    private static ShiftType shiftType(DbRow row, Map<DayOfWeek, ShiftHours> hours) {
        return new ShiftType(
                new ShiftType.Id(Columns.uuid(row, "id")),
                Columns.text(row, "code"),
                Columns.text(row, "name"),
                (int) Columns.number(row, "sort_order"),
                ZoneId.of(Columns.text(row, "zone")),
                hours,
                Columns.number(row, "version"));
    }
}
