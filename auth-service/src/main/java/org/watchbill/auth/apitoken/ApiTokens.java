package org.watchbill.auth.apitoken;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.auth.serviceaccount.ServiceAccount;
import org.watchbill.kit.database.Columns;

/** The api_tokens table. A removed membership takes its tokens along, and so does a deleted service account. */
public final class ApiTokens {

    /** {@code formHash} is of the form that asked for it; the constraint makes one form good for one token. */
    public void insert(DbTransaction transaction, ApiToken token, String secretHash, String formHash) {
        transaction
                .createInsert("""
                        INSERT INTO api_tokens (
                          id, secret_hash, form_hash, user_id, service_account_id, organisation_id, name, scope,
                          created_at, expires_at)
                        VALUES (
                          CAST(:id AS uuid), :secretHash, :formHash, CAST(:user AS uuid), CAST(:service AS uuid),
                          CAST(:organisation AS uuid), :name, :scope, :createdAt, :expiresAt)
                        """)
                .addParam("id", token.id().toString())
                .addParam("secretHash", secretHash)
                .addParam("formHash", formHash)
                .addParam("user", Columns.nullable(user(token.holder())))
                .addParam("service", Columns.nullable(service(token.holder())))
                .addParam("organisation", token.organisation().toString())
                .addParam("name", token.name())
                .addParam("scope", String.join(" ", new TreeSet<>(token.scopes())))
                .addParam("createdAt", Columns.parameter(token.times().createdAt()))
                .addParam("expiresAt", Columns.parameter(token.times().expiresAt()))
                .execute();
    }

    Optional<ApiToken> alive(DbExecute reader, String secretHash, Instant now) {
        return reader.createGet("""
                        SELECT id, user_id, service_account_id, organisation_id, name, scope, created_at, expires_at,
                          last_used_at
                        FROM api_tokens
                        WHERE secret_hash = :secretHash AND expires_at > :now
                        """)
                .addParam("secretHash", secretHash)
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(ApiTokens::token);
    }

    /** The person's tokens, expired ones too, the newest first. */
    List<ApiToken> of(DbExecute reader, User.Id user) {
        return reader.createQuery("""
                        SELECT id, user_id, service_account_id, organisation_id, name, scope, created_at, expires_at,
                          last_used_at
                        FROM api_tokens
                        WHERE user_id = CAST(:user AS uuid)
                        ORDER BY created_at DESC, id
                        """)
                .addParam("user", user.toString())
                .execute()
                .map(ApiTokens::token)
                .toList();
    }

    public long countAlive(DbExecute reader, Organisation.Id organisation, Instant now) {
        return reader.createGet("""
                        SELECT COUNT(*) AS tokens
                        FROM api_tokens
                        WHERE organisation_id = CAST(:organisation AS uuid) AND expires_at > :now
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(row -> Columns.number(row, "tokens"))
                .orElseThrow();
    }

    public long countAlive(DbExecute reader, Organisation.Id organisation, ApiToken.Holder holder, Instant now) {
        return reader.createGet("""
                        SELECT COUNT(*) AS tokens
                        FROM api_tokens
                        WHERE organisation_id = CAST(:organisation AS uuid)
                          AND (user_id = CAST(:user AS uuid) OR service_account_id = CAST(:service AS uuid))
                          AND expires_at > :now
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("user", Columns.nullable(user(holder)))
                .addParam("service", Columns.nullable(service(holder)))
                .addParam("now", Columns.parameter(now))
                .execute()
                .map(row -> Columns.number(row, "tokens"))
                .orElseThrow();
    }

    /** Records a use, unless one is recorded after {@code before}. */
    void use(DbTransaction transaction, ApiToken.Id id, Instant now, Instant before) {
        transaction
                .createUpdate("""
                        UPDATE api_tokens
                        SET last_used_at = :now
                        WHERE id = CAST(:id AS uuid) AND (last_used_at IS NULL OR last_used_at <= :before)
                        """)
                .addParam("now", Columns.parameter(now))
                .addParam("id", id.toString())
                .addParam("before", Columns.parameter(before))
                .execute();
    }

    /** One token of this very person, for whoever will delete it. */
    Optional<ApiToken> lock(DbTransaction transaction, ApiToken.Id id, User.Id user) {
        return transaction
                .createGet("""
                        SELECT id, user_id, service_account_id, organisation_id, name, scope, created_at, expires_at,
                          last_used_at
                        FROM api_tokens
                        WHERE id = CAST(:id AS uuid) AND user_id = CAST(:user AS uuid)
                        FOR UPDATE
                        """)
                .addParam("id", id.toString())
                .addParam("user", user.toString())
                .execute()
                .map(ApiTokens::token);
    }

    void delete(DbTransaction transaction, ApiToken.Id id) {
        transaction
                .createDelete("DELETE FROM api_tokens WHERE id = CAST(:id AS uuid)")
                .addParam("id", id.toString())
                .execute();
    }

    /** Ends all tokens of a person, in whatever organisation. */
    public void deleteOf(DbTransaction transaction, User.Id user) {
        transaction
                .createDelete("DELETE FROM api_tokens WHERE user_id = CAST(:user AS uuid)")
                .addParam("user", user.toString())
                .execute();
    }

    public void deleteExpired(DbTransaction transaction, Instant before) {
        transaction
                .createDelete("DELETE FROM api_tokens WHERE expires_at <= :before")
                .addParam("before", Columns.parameter(before))
                .execute();
    }

    static ApiToken token(DbRow row) {
        return new ApiToken(
                new ApiToken.Id(Columns.uuid(row, "id")),
                holder(row),
                new Organisation.Id(Columns.uuid(row, "organisation_id")),
                Columns.text(row, "name"),
                Set.of(Columns.text(row, "scope").split(" ")),
                new ApiToken.Times(
                        Columns.instant(row, "created_at"),
                        Columns.instant(row, "expires_at"),
                        Columns.optionalInstant(row, "last_used_at")));
    }

    private static ApiToken.Holder holder(DbRow row) {
        return Columns.optionalUuid(row, "user_id")
                .<ApiToken.Holder>map(user -> new ApiToken.Holder.OfPerson(new User.Id(user)))
                .orElseGet(() ->
                        new ApiToken.Holder.OfService(new ServiceAccount.Id(Columns.uuid(row, "service_account_id"))));
    }

    private static Optional<String> user(ApiToken.Holder holder) {
        return holder instanceof ApiToken.Holder.OfPerson(User.Id user)
                ? Optional.of(user.toString())
                : Optional.empty();
    }

    private static Optional<String> service(ApiToken.Holder holder) {
        return holder instanceof ApiToken.Holder.OfService(ServiceAccount.Id account)
                ? Optional.of(account.toString())
                : Optional.empty();
    }
}
