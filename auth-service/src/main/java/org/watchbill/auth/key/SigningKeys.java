package org.watchbill.auth.key;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.List;
import org.watchbill.kit.database.Columns;

/** The signing_keys table. */
final class SigningKeys {

    /** A key as stored. {@code sealedKey} is its private JWK, encrypted. */
    record Row(String id, String algorithm, int generation, String sealedKey) {}

    List<Row> all(DbExecute reader) {
        return reader.createQuery(
                        "SELECT id, algorithm, generation, sealed_key FROM signing_keys ORDER BY generation, algorithm")
                .execute()
                .map(SigningKeys::row)
                .toList();
    }

    void insert(DbExecute transaction, Row key, Instant now) {
        transaction
                .createInsert("""
                        INSERT INTO signing_keys (id, algorithm, generation, sealed_key, created_at)
                        VALUES (:id, :algorithm, :generation, :sealedKey, :createdAt)
                        """)
                .addParam("id", key.id())
                .addParam("algorithm", key.algorithm())
                .addParam("generation", key.generation())
                .addParam("sealedKey", key.sealedKey())
                .addParam("createdAt", Columns.parameter(now))
                .execute();
    }

    private static Row row(DbRow row) {
        return new Row(
                Columns.text(row, "id"),
                Columns.text(row, "algorithm"),
                Math.toIntExact(Columns.number(row, "generation")),
                Columns.text(row, "sealed_key"));
    }
}
