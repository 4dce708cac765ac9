package org.watchbill.auth.provider;

import io.helidon.dbclient.DbExecute;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.provider.remote.Provider;
import org.watchbill.kit.database.Columns;

/** The provider_sign_ins table. */
public final class PendingSignIns {

    /** One on its way. {@code sealedVerifier} opens with the state that it was sealed under. */
    record Pending(
            String stateHash,
            String visitHash,
            Provider.Id provider,
            String nonce,
            String sealedVerifier,
            String continueTo) {}

    void insert(DbExecute transaction, Pending pending, Instant expiresAt) {
        transaction
                .createInsert("""
                        INSERT INTO provider_sign_ins (
                          state_hash, visit_hash, provider_id, nonce, sealed_verifier, continue_to, expires_at)
                        VALUES (
                          :stateHash, :visitHash, CAST(:provider AS uuid), :nonce, :sealedVerifier, :continueTo, :expiresAt)
                        """)
                .addParam("stateHash", pending.stateHash())
                .addParam("visitHash", pending.visitHash())
                .addParam("provider", pending.provider().toString())
                .addParam("nonce", pending.nonce())
                .addParam("sealedVerifier", pending.sealedVerifier())
                .addParam("continueTo", pending.continueTo())
                .addParam("expiresAt", Columns.parameter(expiresAt))
                .execute();
    }

    Optional<Pending> find(DbExecute reader, String stateHash, String visitHash, Instant now) {
        return reader.createGet("""
                        SELECT state_hash, visit_hash, provider_id, nonce, sealed_verifier, continue_to
                        FROM provider_sign_ins
                        WHERE state_hash = :stateHash AND visit_hash = :visitHash AND expires_at > :now
                        """)
                .addParam("stateHash", stateHash)
                .addParam("visitHash", visitHash)
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(row -> new Pending(
                        Columns.text(row, "state_hash"),
                        Columns.text(row, "visit_hash"),
                        new Provider.Id(Columns.uuid(row, "provider_id")),
                        Columns.text(row, "nonce"),
                        Columns.text(row, "sealed_verifier"),
                        Columns.text(row, "continue_to")));
    }

    /** False when somebody took it before. */
    boolean take(DbExecute transaction, String stateHash) {
        return transaction
                        .createDelete("DELETE FROM provider_sign_ins WHERE state_hash = :stateHash")
                        .addParam("stateHash", stateHash)
                        .execute()
                == 1;
    }

    public void deleteExpired(DbExecute transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM provider_sign_ins WHERE expires_at <= :now")
                .addParam("now", Columns.parameter(now))
                .execute();
    }
}
