package org.watchbill.audit.log;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.database.Columns;

/** The table {@code chain_head}: one row per organisation, locked by whoever appends to its chain. */
final class ChainHeads {

    /** The head of the organisation's chain, kept from other writers until the transaction ends. */
    ChainHead lock(DbTransaction transaction, UUID organisation) {
        return locked(transaction, organisation).orElseGet(() -> {
            begin(transaction, organisation);
            return locked(transaction, organisation).orElseThrow();
        });
    }

    Optional<ChainHead> find(DbExecute execute, UUID organisation) {
        return execute.createGet("""
                        SELECT organisation_id, size, hash
                        FROM chain_head
                        WHERE organisation_id = CAST(:organisation AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .execute()
                .map(ChainHeads::head);
    }

    void advance(DbTransaction transaction, ChainHead head) {
        transaction
                .createUpdate("""
                        UPDATE chain_head
                        SET size = :size, hash = :hash
                        WHERE organisation_id = CAST(:organisation AS uuid)
                        """)
                .addParam("size", head.size())
                .addParam("hash", head.hash())
                .addParam("organisation", head.organisationId().toString())
                .execute();
    }

    private static Optional<ChainHead> locked(DbTransaction transaction, UUID organisation) {
        return transaction
                .createGet("""
                        SELECT organisation_id, size, hash
                        FROM chain_head
                        WHERE organisation_id = CAST(:organisation AS uuid)
                        FOR UPDATE
                        """)
                .addParam("organisation", organisation.toString())
                .execute()
                .map(ChainHeads::head);
    }

    private static void begin(DbTransaction transaction, UUID organisation) {
        ChainHead empty = ChainHead.empty(organisation);
        transaction
                .createInsert("""
                        INSERT INTO chain_head (organisation_id, size, hash)
                        VALUES (CAST(:organisation AS uuid), :size, :hash)
                        ON CONFLICT DO NOTHING
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("size", empty.size())
                .addParam("hash", empty.hash())
                .execute();
    }

    private static ChainHead head(DbRow row) {
        return new ChainHead(
                Columns.uuid(row, "organisation_id"), Columns.number(row, "size"), Columns.text(row, "hash"));
    }
}
