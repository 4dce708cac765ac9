package org.watchbill.auth.device;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.auth.consent.Wish;
import org.watchbill.auth.grant.Grant;
import org.watchbill.kit.database.Columns;

/** The device_codes table. */
public final class DeviceCodes {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    void insert(DbTransaction transaction, DeviceCode code, String userCodeHash) {
        transaction
                .createInsert("""
                        INSERT INTO device_codes (
                          secret_hash, user_code_hash, client_id, scope, resource, expires_at, pause_seconds)
                        VALUES (:secretHash, :userCodeHash, :client, :scope, :resource, :expiresAt, :pauseSeconds)
                        """)
                .addParam("secretHash", code.secretHash())
                .addParam("userCodeHash", userCodeHash)
                .addParam("client", code.wish().clientId())
                .addParam("scope", String.join(" ", new TreeSet<>(code.wish().scopes())))
                .addParam("resource", code.wish().resource())
                .addParam("expiresAt", Columns.parameter(code.expiresAt()))
                .addParam("pauseSeconds", code.polling().pause().toSeconds())
                .execute();
    }

    Optional<DeviceCode> withUserCode(DbExecute reader, String userCodeHash) {
        return reader.createGet("""
                        SELECT secret_hash, client_id, scope, resource, expires_at, pause_seconds, polled_at, grant_id,
                          denied_at, used_at
                        FROM device_codes
                        WHERE user_code_hash = :userCodeHash
                        """)
                .addParam("userCodeHash", userCodeHash)
                .execute()
                .map(DeviceCodes::deviceCode);
    }

    /** The code, with everybody else kept out who asks about it or decides on it until the transaction ends. */
    Optional<DeviceCode> lock(DbTransaction transaction, String secretHash) {
        return transaction
                .createGet("""
                        SELECT secret_hash, client_id, scope, resource, expires_at, pause_seconds, polled_at, grant_id,
                          denied_at, used_at
                        FROM device_codes
                        WHERE secret_hash = :secretHash
                        FOR UPDATE
                        """)
                .addParam("secretHash", secretHash)
                .execute()
                .map(DeviceCodes::deviceCode);
    }

    void polled(DbTransaction transaction, String secretHash, Duration pause, Instant now) {
        transaction
                .createUpdate("""
                        UPDATE device_codes
                        SET polled_at = :now, pause_seconds = :pauseSeconds
                        WHERE secret_hash = :secretHash
                        """)
                .addParam("now", Columns.parameter(now))
                .addParam("pauseSeconds", pause.toSeconds())
                .addParam("secretHash", secretHash)
                .execute();
    }

    void approve(DbTransaction transaction, String secretHash, Grant.Id grant) {
        transaction
                .createUpdate("""
                        UPDATE device_codes SET grant_id = CAST(:grant AS uuid) WHERE secret_hash = :secretHash
                        """)
                .addParam("grant", grant.toString())
                .addParam("secretHash", secretHash)
                .execute();
    }

    void deny(DbTransaction transaction, String secretHash, Instant now) {
        transaction
                .createUpdate("UPDATE device_codes SET denied_at = :now WHERE secret_hash = :secretHash")
                .addParam("now", Columns.parameter(now))
                .addParam("secretHash", secretHash)
                .execute();
    }

    void use(DbTransaction transaction, String secretHash, Instant now) {
        transaction
                .createUpdate("UPDATE device_codes SET used_at = :now WHERE secret_hash = :secretHash")
                .addParam("now", Columns.parameter(now))
                .addParam("secretHash", secretHash)
                .execute();
    }

    /** For an hour a device is told that its code has expired, and not that it never was. */
    public void deleteExpired(DbTransaction transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM device_codes WHERE expires_at <= :before")
                .addParam("before", Columns.parameter(now.minus(REMEMBERED)))
                .execute();
    }

    private static DeviceCode deviceCode(DbRow row) {
        String scope = Columns.text(row, "scope");
        return new DeviceCode(
                Columns.text(row, "secret_hash"),
                new Wish(
                        Columns.text(row, "client_id"),
                        scope.isEmpty() ? Set.of() : Set.of(scope.split(" ")),
                        Columns.text(row, "resource")),
                Columns.instant(row, "expires_at"),
                new DeviceCode.Polling(
                        Duration.ofSeconds(Columns.number(row, "pause_seconds")),
                        Columns.optionalInstant(row, "polled_at")),
                new DeviceCode.Outcome(
                        Columns.optionalUuid(row, "grant_id").map(Grant.Id::new),
                        Columns.optionalInstant(row, "denied_at").isPresent(),
                        Columns.optionalInstant(row, "used_at").isPresent()));
    }
}
