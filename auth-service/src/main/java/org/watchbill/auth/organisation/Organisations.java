package org.watchbill.auth.organisation;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.database.Columns;

/** The organisations table. */
public final class Organisations {

    public void insert(DbExecute transaction, Organisation organisation, Instant now) {
        transaction
                .createInsert("""
                        INSERT INTO organisations (id, slug, name, zone, created_at)
                        VALUES (CAST(:id AS uuid), :slug, :name, :zone, :createdAt)
                        """)
                .addParam("id", organisation.id().toString())
                .addParam("slug", organisation.slug())
                .addParam("name", organisation.name())
                .addParam("zone", organisation.zone().getId())
                .addParam("createdAt", Columns.parameter(now))
                .execute();
    }

    /** At most {@code limit} organisations in the order of their slugs. */
    public List<Organisation> first(DbExecute reader, int limit) {
        return reader.createQuery("SELECT id, slug, name, zone FROM organisations ORDER BY slug LIMIT :limit")
                .addParam("limit", limit)
                .execute()
                .map(Organisations::organisation)
                .toList();
    }

    public List<Organisation> withSlug(DbExecute reader, String slug) {
        return reader.createQuery("SELECT id, slug, name, zone FROM organisations WHERE slug = :slug")
                .addParam("slug", slug)
                .execute()
                .map(Organisations::organisation)
                .toList();
    }

    public Optional<Organisation> find(DbExecute reader, Organisation.Id id) {
        return reader.createGet("SELECT id, slug, name, zone FROM organisations WHERE id = CAST(:id AS uuid)")
                .addParam("id", id.toString())
                .execute()
                .map(Organisations::organisation);
    }

    /** Keeps out everybody else who adds an organisation until the transaction ends. */
    public void lockAll(DbTransaction transaction) {
        transaction
                .createGet("SELECT id FROM installation WHERE id = 1 FOR UPDATE")
                .execute();
    }

    /** Keeps out everybody else who counts what the organisation has until the transaction ends. */
    public void lock(DbTransaction transaction, Organisation.Id id) {
        transaction
                .createGet("SELECT id FROM organisations WHERE id = CAST(:id AS uuid) FOR UPDATE")
                .addParam("id", id.toString())
                .execute();
    }

    Optional<OrganisationView> view(DbExecute reader, Organisation.Id id) {
        return reader.createGet("""
                        SELECT id, slug, name, zone, created_at, version
                        FROM organisations
                        WHERE id = CAST(:id AS uuid)
                        """).addParam("id", id.toString()).execute().map(Organisations::view);
    }

    /** At most {@code limit} organisations whose slugs come after {@code slug}. */
    List<OrganisationView> after(DbExecute reader, String slug, int limit) {
        return reader.createQuery("""
                        SELECT id, slug, name, zone, created_at, version
                        FROM organisations
                        WHERE slug > :slug
                        ORDER BY slug
                        LIMIT :limit
                        """)
                .addParam("slug", slug)
                .addParam("limit", limit)
                .execute()
                .map(Organisations::view)
                .toList();
    }

    void change(DbTransaction transaction, Organisation.Id id, String name, String zone) {
        transaction
                .createUpdate("""
                        UPDATE organisations SET name = :name, zone = :zone, version = version + 1
                        WHERE id = CAST(:id AS uuid)
                        """)
                .addParam("name", name)
                .addParam("zone", zone)
                .addParam("id", id.toString())
                .execute();
    }

    private static OrganisationView view(DbRow row) {
        return new OrganisationView(
                Columns.uuid(row, "id"),
                Columns.text(row, "slug"),
                Columns.text(row, "name"),
                Columns.text(row, "zone"),
                Columns.instant(row, "created_at"),
                Columns.number(row, "version"));
    }

    static Organisation organisation(DbRow row) {
        return new Organisation(
                new Organisation.Id(Columns.uuid(row, "id")),
                Columns.text(row, "slug"),
                Columns.text(row, "name"),
                ZoneId.of(Columns.text(row, "zone")));
    }
}
