package org.watchbill.audit.log;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.database.Columns;

/** The table {@code entry}, to which rows are added and nothing else. */
final class Entries {

    void insert(DbTransaction transaction, Entry entry) {
        transaction
                .createInsert("""
                        INSERT INTO entry (organisation_id, index, event_id, actor_subject, event,
                                           previous_hash, hash, recorded_at)
                        VALUES (CAST(:organisation AS uuid), :index, CAST(:id AS uuid), :subject, :event,
                                :previous, :hash, :recorded)
                        """)
                .addParam("organisation", entry.event().organisationId().toString())
                .addParam("index", entry.index())
                .addParam("id", entry.event().id().toString())
                .addParam("subject", entry.event().subject())
                .addParam("event", entry.event().text())
                .addParam("previous", entry.previousHash())
                .addParam("hash", entry.hash())
                .addParam("recorded", Columns.parameter(entry.recordedAt()))
                .execute();
    }

    /** The entry with this event id, in whichever organisation. */
    Optional<Entry> withEventId(DbTransaction transaction, UUID eventId) {
        return transaction
                .createGet("""
                        SELECT organisation_id, index, event_id, actor_subject, event, previous_hash, hash, recorded_at
                        FROM entry
                        WHERE event_id = CAST(:id AS uuid)
                        """)
                .addParam("id", eventId.toString())
                .execute()
                .map(Entries::entry);
    }

    /** At most {@code limit} entries from index {@code from} on, in order of index. */
    List<Entry> from(DbExecute execute, UUID organisation, long from, int limit) {
        return execute.createQuery("""
                        SELECT organisation_id, index, event_id, actor_subject, event, previous_hash, hash, recorded_at
                        FROM entry
                        WHERE organisation_id = CAST(:organisation AS uuid) AND index >= :from
                        ORDER BY index
                        LIMIT :limit
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("from", from)
                .addParam("limit", limit)
                .execute()
                .map(Entries::entry)
                .toList();
    }

    /** The same, of what {@code subject} did. */
    List<Entry> bySubject(DbExecute execute, UUID organisation, String subject, long from, int limit) {
        return execute.createQuery("""
                        SELECT organisation_id, index, event_id, actor_subject, event, previous_hash, hash, recorded_at
                        FROM entry
                        WHERE organisation_id = CAST(:organisation AS uuid)
                          AND actor_subject = :subject
                          AND index >= :from
                        ORDER BY index
                        LIMIT :limit
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("subject", subject)
                .addParam("from", from)
                .addParam("limit", limit)
                .execute()
                .map(Entries::entry)
                .toList();
    }

    /** The number of places that entries of the organisation occupy, gaps included. */
    long extent(DbExecute execute, UUID organisation) {
        return execute.createGet("""
                        SELECT COALESCE(MAX(index), -1) + 1 AS extent
                        FROM entry
                        WHERE organisation_id = CAST(:organisation AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .execute()
                .map(row -> Columns.number(row, "extent"))
                .orElseThrow();
    }

    private static Entry entry(DbRow row) {
        return new Entry(
                Columns.number(row, "index"),
                new CanonicalEvent(
                        Columns.uuid(row, "event_id"),
                        Columns.uuid(row, "organisation_id"),
                        Columns.text(row, "actor_subject"),
                        Columns.text(row, "event")),
                Columns.text(row, "previous_hash"),
                Columns.text(row, "hash"),
                Columns.instant(row, "recorded_at"));
    }
}
