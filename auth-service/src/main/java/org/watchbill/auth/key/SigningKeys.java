package org.watchbill.auth.key;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.List;
import org.watchbill.kit.database.Columns;

/** The signing_keys table. */
final class SigningKeys {

    /** A key as stored. {@code sealedKey} is its private JWK, encrypted. */
    record Row(String id, String algorithm, int generation, String sealedKey, Instant createdAt, Instant signsFrom) {}

    List<Row> all(DbExecute reader) {
        return reader.createQuery("""
                        SELECT id, algorithm, generation, sealed_key, created_at, signs_from
                        FROM signing_keys
                        ORDER BY generation, algorithm
                        """).execute().map(SigningKeys::row).toList();
    }

    /** Whoever locks all rows in the order of their ids waits for everybody else who does. */
    int lock(DbExecute transaction) {
        return transaction
                .createQuery("SELECT id FROM signing_keys ORDER BY id FOR UPDATE")
                .execute()
                .toList()
                .size();
    }

    void insert(DbExecute transaction, Row key) {
        transaction
                .createInsert("""
                        INSERT INTO signing_keys (id, algorithm, generation, sealed_key, created_at, signs_from)
                        VALUES (:id, :algorithm, :generation, :sealedKey, :createdAt, :signsFrom)
                        """)
                .addParam("id", key.id())
                .addParam("algorithm", key.algorithm())
                .addParam("generation", key.generation())
                .addParam("sealedKey", key.sealedKey())
                .addParam("createdAt", Columns.parameter(key.createdAt()))
                .addParam("signsFrom", Columns.parameter(key.signsFrom()))
                .execute();
    }

    void delete(DbExecute transaction, String id) {
        transaction
                .createDelete("DELETE FROM signing_keys WHERE id = :id")
                .addParam("id", id)
                .execute();
    }

    private static Row row(DbRow row) {
        return new Row(
                Columns.text(row, "id"),
                Columns.text(row, "algorithm"),
                Math.toIntExact(Columns.number(row, "generation")),
                Columns.text(row, "sealed_key"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "signs_from"));
    }
}
