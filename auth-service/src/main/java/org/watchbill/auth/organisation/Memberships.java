package org.watchbill.auth.organisation;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.token.Role;

/** The memberships table. */
public final class Memberships {

    public void insert(DbExecute transaction, Membership membership, Instant now) {
        transaction
                .createInsert("""
                        INSERT INTO memberships (organisation_id, user_id, role, created_at)
                        VALUES (CAST(:organisation AS uuid), CAST(:user AS uuid), :role, :createdAt)
                        """)
                .addParam("organisation", membership.organisation().id().toString())
                .addParam("user", membership.user().toString())
                .addParam("role", membership.role().name().toLowerCase(Locale.ROOT))
                .addParam("createdAt", Columns.parameter(now))
                .execute();
    }

    public List<Membership> of(DbExecute reader, User.Id user) {
        return reader.createQuery("""
                        SELECT o.id, o.slug, o.name, o.zone, m.user_id, m.role
                        FROM memberships m
                        JOIN organisations o ON o.id = m.organisation_id
                        WHERE m.user_id = CAST(:user AS uuid)
                        ORDER BY o.name, o.slug
                        """)
                .addParam("user", user.toString())
                .execute()
                .map(Memberships::membership)
                .toList();
    }

    public Optional<Membership> find(DbExecute reader, Organisation.Id organisation, User.Id user) {
        return reader.createGet("""
                        SELECT o.id, o.slug, o.name, o.zone, m.user_id, m.role
                        FROM memberships m
                        JOIN organisations o ON o.id = m.organisation_id
                        WHERE m.organisation_id = CAST(:organisation AS uuid) AND m.user_id = CAST(:user AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("user", user.toString())
                .execute()
                .map(Memberships::membership);
    }

    private static Membership membership(DbRow row) {
        return new Membership(
                Organisations.organisation(row),
                new User.Id(Columns.uuid(row, "user_id")),
                Role.valueOf(Columns.text(row, "role").toUpperCase(Locale.ROOT)));
    }
}
