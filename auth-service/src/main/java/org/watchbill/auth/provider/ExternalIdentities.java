package org.watchbill.auth.provider;

import io.helidon.dbclient.DbExecute;
import java.time.Instant;
import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.provider.remote.Provider;
import org.watchbill.kit.database.Columns;

/** The external_identities table: who of a provider is which user. */
public final class ExternalIdentities {

    Optional<User.Id> user(DbExecute reader, Provider.Id provider, String subject) {
        return reader.createGet("""
                        SELECT user_id FROM external_identities
                        WHERE provider_id = CAST(:provider AS uuid) AND subject = :subject
                        """)
                .addParam("provider", provider.toString())
                .addParam("subject", subject)
                .execute()
                .map(row -> new User.Id(Columns.uuid(row, "user_id")));
    }

    boolean isLinked(DbExecute reader, Provider.Id provider, User.Id user) {
        return reader.createGet("""
                        SELECT user_id FROM external_identities
                        WHERE provider_id = CAST(:provider AS uuid) AND user_id = CAST(:user AS uuid)
                        """)
                .addParam("provider", provider.toString())
                .addParam("user", user.toString())
                .execute()
                .isPresent();
    }

    void insert(DbExecute transaction, Provider.Id provider, String subject, User.Id user, Instant now) {
        transaction
                .createInsert("""
                        INSERT INTO external_identities (provider_id, subject, user_id, linked_at)
                        VALUES (CAST(:provider AS uuid), :subject, CAST(:user AS uuid), :now)
                        """)
                .addParam("provider", provider.toString())
                .addParam("subject", subject)
                .addParam("user", user.toString())
                .addParam("now", Columns.parameter(now))
                .execute();
    }

    /** False when there was no link. */
    boolean delete(DbExecute transaction, Provider.Id provider, User.Id user) {
        return transaction
                        .createDelete("""
                        DELETE FROM external_identities
                        WHERE provider_id = CAST(:provider AS uuid) AND user_id = CAST(:user AS uuid)
                        """)
                        .addParam("provider", provider.toString())
                        .addParam("user", user.toString())
                        .execute()
                == 1;
    }
}
