package org.watchbill.auth.apitoken.inventory;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.apitoken.ApiToken;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;

/** The api_tokens table as an organisation's administrators see it, expired tokens too. */
public final class OrganisationTokens {

    Optional<ApiTokenView> find(DbExecute reader, Organisation.Id organisation, ApiToken.Id id) {
        return reader.createGet("""
                        SELECT t.id, t.name, t.user_id, u.name AS user_name, u.email, t.service_account_id,
                          s.name AS service_name, t.scope, t.created_at, t.expires_at, t.last_used_at
                        FROM api_tokens t
                        LEFT JOIN users u ON u.id = t.user_id
                        LEFT JOIN service_accounts s ON s.id = t.service_account_id
                        WHERE t.organisation_id = CAST(:organisation AS uuid) AND t.id = CAST(:id AS uuid)
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("id", id.toString())
                .execute()
                .map(OrganisationTokens::view);
    }

    /** At most {@code limit} that were made after {@code createdAt}, or then and have a larger id; the oldest first. */
    List<ApiTokenView> after(
            DbExecute reader, Organisation.Id organisation, Instant createdAt, ApiToken.Id id, int limit) {
        return reader.createQuery("""
                        SELECT t.id, t.name, t.user_id, u.name AS user_name, u.email, t.service_account_id,
                          s.name AS service_name, t.scope, t.created_at, t.expires_at, t.last_used_at
                        FROM api_tokens t
                        LEFT JOIN users u ON u.id = t.user_id
                        LEFT JOIN service_accounts s ON s.id = t.service_account_id
                        WHERE t.organisation_id = CAST(:organisation AS uuid)
                          AND (t.created_at > :createdAt OR (t.created_at = :createdAt AND t.id > CAST(:id AS uuid)))
                        ORDER BY t.created_at, t.id
                        LIMIT :limit
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("createdAt", Columns.parameter(createdAt))
                .addParam("id", id.toString())
                .addParam("limit", limit)
                .execute()
                .map(OrganisationTokens::view)
                .toList();
    }

    /** False when it is gone already. */
    boolean delete(DbTransaction transaction, Organisation.Id organisation, ApiToken.Id id) {
        return transaction
                        .createDelete("""
                                DELETE FROM api_tokens
                                WHERE organisation_id = CAST(:organisation AS uuid) AND id = CAST(:id AS uuid)
                                """)
                        .addParam("organisation", organisation.toString())
                        .addParam("id", id.toString())
                        .execute()
                == 1;
    }

    private static ApiTokenView view(DbRow row) {
        return new ApiTokenView(
                Columns.uuid(row, "id"),
                Columns.text(row, "name"),
                holder(row),
                List.of(Columns.text(row, "scope").split(" ")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"),
                Columns.optionalInstant(row, "last_used_at"));
    }

    private static ApiTokenView.Holder holder(DbRow row) {
        return Columns.optionalUuid(row, "user_id")
                .map(user -> new ApiTokenView.Holder(
                        ApiTokenView.Kind.PERSON,
                        user,
                        Columns.text(row, "user_name"),
                        Columns.optionalText(row, "email")))
                .orElseGet(() -> new ApiTokenView.Holder(
                        ApiTokenView.Kind.SERVICE_ACCOUNT,
                        Columns.uuid(row, "service_account_id"),
                        Columns.text(row, "service_name"),
                        Optional.empty()));
    }
}
