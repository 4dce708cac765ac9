package org.watchbill.auth.provider;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.provider.remote.Provider;
import org.watchbill.kit.database.Columns;

/** The identity_providers table; an organisation has one at most. */
public final class Providers {

    Optional<Provider> find(DbExecute reader, Provider.Id id) {
        return reader.createGet("""
                        SELECT id, organisation_id, name, issuer, client_id, sealed_secret, version
                        FROM identity_providers
                        WHERE id = CAST(:id AS uuid)
                        """).addParam("id", id.toString()).execute().map(Providers::provider);
    }

    Optional<Provider> of(DbExecute reader, Organisation.Id organisation) {
        return reader.createGet("""
                        SELECT id, organisation_id, name, issuer, client_id, sealed_secret, version
                        FROM identity_providers
                        WHERE organisation_id = CAST(:organisation AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .execute()
                .map(Providers::provider);
    }

    Optional<Provider> withSlug(DbExecute reader, String slug) {
        return reader.createGet("""
                        SELECT p.id, p.organisation_id, p.name, p.issuer, p.client_id, p.sealed_secret, p.version
                        FROM identity_providers p
                        JOIN organisations o ON o.id = p.organisation_id
                        WHERE o.slug = :slug
                        """).addParam("slug", slug).execute().map(Providers::provider);
    }

    void insert(DbExecute transaction, Provider provider, Instant now) {
        transaction
                .createInsert("""
                        INSERT INTO identity_providers (
                          id, organisation_id, name, issuer, client_id, sealed_secret, version, changed_at)
                        VALUES (
                          CAST(:id AS uuid), CAST(:organisation AS uuid), :name, :issuer, :clientId, :sealedSecret, :version,
                          :now)
                        """)
                .addParam("id", provider.id().toString())
                .addParam("organisation", provider.organisation().toString())
                .addParam("name", provider.name())
                .addParam("issuer", provider.issuer())
                .addParam("clientId", provider.registration().clientId())
                .addParam("sealedSecret", provider.registration().sealedSecret())
                .addParam("version", provider.version())
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    /** Changes all but the issuer. */
    void update(DbExecute transaction, Provider provider, Instant now) {
        transaction
                .createUpdate("""
                        UPDATE identity_providers
                        SET name = :name, client_id = :clientId, sealed_secret = :sealedSecret, version = :version,
                          changed_at = :now
                        WHERE id = CAST(:id AS uuid)
                        """)
                .addParam("name", provider.name())
                .addParam("clientId", provider.registration().clientId())
                .addParam("sealedSecret", provider.registration().sealedSecret())
                .addParam("version", provider.version())
                .addParam("now", Columns.parameter(now))
                .addParam("id", provider.id().toString())
                .execute();
    }

    void delete(DbExecute transaction, Provider.Id id) {
        transaction
                .createDelete("DELETE FROM identity_providers WHERE id = CAST(:id AS uuid)")
                .addParam("id", id.toString())
                .execute();
    }

    private static Provider provider(DbRow row) {
        return new Provider(
                new Provider.Id(Columns.uuid(row, "id")),
                new Organisation.Id(Columns.uuid(row, "organisation_id")),
                Columns.text(row, "name"),
                Columns.text(row, "issuer"),
                new Provider.Registration(Columns.text(row, "client_id"), Columns.text(row, "sealed_secret")),
                Columns.number(row, "version"));
    }
}
