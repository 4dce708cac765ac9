package org.watchbill.schedule.organisation;

import io.helidon.dbclient.DbExecute;
import java.util.UUID;
import org.watchbill.kit.token.Caller;

/** The organisations that have data here; auth-service owns them, this is what their tokens said last. */
public final class Organisations {

    /** Adds the organisation or brings its name and zone up to date, and keeps other bulk writers out until the end. */
    public void rememberAndLock(DbExecute transaction, Caller.Organisation organisation) {
        transaction
                .createInsert("""
                        INSERT INTO organisation (id, name, zone)
                        VALUES (CAST(:id AS UUID), :name, :zone)
                        ON CONFLICT DO NOTHING
                        """)
                .addParam("id", organisation.id().toString())
                .addParam("name", organisation.name())
                .addParam("zone", organisation.zone().getId())
                .execute();
        transaction
                .createUpdate("""
                        UPDATE organisation SET name = :name, zone = :zone WHERE id = CAST(:id AS UUID)
                        """)
                .addParam("id", organisation.id().toString())
                .addParam("name", organisation.name())
                .addParam("zone", organisation.zone().getId())
                .execute();
    }

    public boolean exists(DbExecute database, UUID id) {
        return database.createGet("SELECT id FROM organisation WHERE id = CAST(:id AS UUID)")
                .addParam("id", id.toString())
                .execute()
                .isPresent();
    }
}
