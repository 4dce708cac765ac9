package org.watchbill.auth.serviceaccount;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.token.Role;

/** The service_accounts table. A deleted account takes its tokens along. */
public final class ServiceAccounts {

    void insert(DbTransaction transaction, ServiceAccount account) {
        transaction
                .createInsert("""
                        INSERT INTO service_accounts (id, organisation_id, name, role, version, created_at)
                        VALUES (
                          CAST(:id AS uuid), CAST(:organisation AS uuid), :name, :role, :version, :createdAt)
                        """)
                .addParam("id", account.id().toString())
                .addParam("organisation", account.organisation().toString())
                .addParam("name", account.name())
                .addParam("role", account.role().name().toLowerCase(Locale.ROOT))
                .addParam("version", account.version())
                .addParam("createdAt", Columns.parameter(account.createdAt()))
                .execute();
    }

    public Optional<ServiceAccount> find(DbExecute reader, Organisation.Id organisation, ServiceAccount.Id id) {
        return reader.createGet("""
                        SELECT id, organisation_id, name, role, version, created_at, disabled_at
                        FROM service_accounts
                        WHERE organisation_id = CAST(:organisation AS uuid) AND id = CAST(:id AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("id", id.toString())
                .execute()
                .map(ServiceAccounts::account);
    }

    /** Keeps everybody else from changing it until the transaction ends. */
    public Optional<ServiceAccount> lock(
            DbTransaction transaction, Organisation.Id organisation, ServiceAccount.Id id) {
        return transaction
                .createGet("""
                        SELECT id, organisation_id, name, role, version, created_at, disabled_at
                        FROM service_accounts
                        WHERE organisation_id = CAST(:organisation AS uuid) AND id = CAST(:id AS uuid)
                        FOR UPDATE
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("id", id.toString())
                .execute()
                .map(ServiceAccounts::account);
    }

    boolean isNamed(DbExecute reader, Organisation.Id organisation, String name, ServiceAccount.Id but) {
        return reader.createGet("""
                        SELECT id
                        FROM service_accounts
                        WHERE organisation_id = CAST(:organisation AS uuid)
                          AND LOWER(name) = LOWER(CAST(:name AS varchar))
                          AND id <> CAST(:but AS uuid)
                        LIMIT 1
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("name", name)
                .addParam("but", but.toString())
                .execute()
                .isPresent();
    }

    long count(DbExecute reader, Organisation.Id organisation) {
        return reader.createGet("""
                        SELECT COUNT(*) AS accounts
                        FROM service_accounts
                        WHERE organisation_id = CAST(:organisation AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .execute()
                .map(row -> Columns.number(row, "accounts"))
                .orElseThrow();
    }

    /** In the order of their names; {@code after} begins with the first. */
    List<ServiceAccount> in(DbExecute reader, Organisation.Id organisation, Cursor after, int limit) {
        return reader.createQuery("""
                        SELECT id, organisation_id, name, role, version, created_at, disabled_at
                        FROM service_accounts
                        WHERE organisation_id = CAST(:organisation AS uuid)
                          AND (name > :name OR (name = :name AND id > CAST(:id AS uuid)))
                        ORDER BY name, id
                        LIMIT :limit
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("name", after.key())
                .addParam("id", after.id().toString())
                .addParam("limit", limit)
                .execute()
                .map(ServiceAccounts::account)
                .toList();
    }

    void update(DbTransaction transaction, ServiceAccount account, Optional<Instant> disabledAt) {
        transaction
                .createUpdate("""
                        UPDATE service_accounts
                        SET name = :name, role = :role, version = :version, disabled_at = :disabledAt
                        WHERE organisation_id = CAST(:organisation AS uuid) AND id = CAST(:id AS uuid)
                        """)
                .addParam("name", account.name())
                .addParam("role", account.role().name().toLowerCase(Locale.ROOT))
                .addParam("version", account.version())
                .addParam("disabledAt", Columns.nullable(disabledAt.map(Columns::parameter)))
                .addParam("organisation", account.organisation().toString())
                .addParam("id", account.id().toString())
                .execute();
    }

    void delete(DbTransaction transaction, ServiceAccount account) {
        transaction
                .createDelete("""
                        DELETE FROM service_accounts
                        WHERE organisation_id = CAST(:organisation AS uuid) AND id = CAST(:id AS uuid)
                        """)
                .addParam("organisation", account.organisation().toString())
                .addParam("id", account.id().toString())
                .execute();
    }

    private static ServiceAccount account(DbRow row) {
        return new ServiceAccount(
                new ServiceAccount.Id(Columns.uuid(row, "id")),
                new Organisation.Id(Columns.uuid(row, "organisation_id")),
                Columns.text(row, "name"),
                Role.valueOf(Columns.text(row, "role").toUpperCase(Locale.ROOT)),
                Columns.number(row, "version"),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "disabled_at").isPresent()
                        ? ServiceAccount.State.DISABLED
                        : ServiceAccount.State.ENABLED);
    }
}
