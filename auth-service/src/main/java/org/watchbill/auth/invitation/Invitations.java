package org.watchbill.auth.invitation;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbStatementGet;
import io.helidon.dbclient.DbTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.database.Rows;
import org.watchbill.kit.token.Role;

/** The invitations table: those that nobody has accepted or withdrawn, for a while also after their end. */
public final class Invitations {

    private static final Duration KEPT_AFTER_THE_END = Duration.ofDays(30);

    private static final String COLUMNS_OF_ALL = """
            SELECT id, organisation_id, email, name, role, invited_by, mailed, sent_at, expires_at
            FROM invitations
            """;

    void insert(DbTransaction transaction, Invitation invitation, String secretHash) {
        transaction
                .createInsert("""
                        INSERT INTO invitations (
                          id, organisation_id, email, name, role, invited_by, secret_hash, mailed, sent_at, expires_at)
                        VALUES (
                          CAST(:id AS uuid), CAST(:organisation AS uuid), :email, :name, :role, :invitedBy, :secretHash,
                          :mailed, :sentAt, :expiresAt)
                        """)
                .addParam("id", invitation.id().toString())
                .addParam("organisation", invitation.organisation().toString())
                .addParam("email", invitation.email())
                .addParam("name", invitation.name())
                .addParam("role", invitation.role().name().toLowerCase(Locale.ROOT))
                .addParam("invitedBy", invitation.invitedBy())
                .addParam("secretHash", secretHash)
                .addParam("mailed", invitation.sending().mailed())
                .addParam("sentAt", Columns.parameter(invitation.sending().sentAt()))
                .addParam("expiresAt", Columns.parameter(invitation.sending().expiresAt()))
                .execute();
    }

    /** Gives the invitation a new secret, which ends the one before. */
    void send(DbTransaction transaction, Invitation.Id id, String secretHash, Invitation.Sending sending) {
        transaction
                .createUpdate("""
                        UPDATE invitations
                        SET secret_hash = :secretHash, mailed = :mailed, sent_at = :sentAt, expires_at = :expiresAt
                        WHERE id = CAST(:id AS uuid)
                        """)
                .addParam("secretHash", secretHash)
                .addParam("mailed", sending.mailed())
                .addParam("sentAt", Columns.parameter(sending.sentAt()))
                .addParam("expiresAt", Columns.parameter(sending.expiresAt()))
                .addParam("id", id.toString())
                .execute();
    }

    /** In the order of addresses, those after {@code email}. */
    List<Invitation> after(DbExecute reader, Organisation.Id organisation, String email, int limit) {
        return Rows.list(
                reader.createQuery(COLUMNS_OF_ALL + """
                                WHERE organisation_id = CAST(:organisation AS uuid) AND email > :email
                                ORDER BY email
                                LIMIT :limit
                                """)
                        .addParam("organisation", organisation.toString())
                        .addParam("email", email)
                        .addParam("limit", limit),
                Invitations::invitation);
    }

    Optional<Invitation> find(DbExecute reader, Organisation.Id organisation, Invitation.Id id) {
        return first(reader.createGet(COLUMNS_OF_ALL + """
                        WHERE id = CAST(:id AS uuid) AND organisation_id = CAST(:organisation AS uuid)
                        """)
                .addParam("id", id.toString())
                .addParam("organisation", organisation.toString()));
    }

    Optional<Invitation> withEmail(DbExecute reader, Organisation.Id organisation, String email) {
        return first(reader.createGet(COLUMNS_OF_ALL + """
                        WHERE organisation_id = CAST(:organisation AS uuid) AND email = :email
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("email", email));
    }

    Optional<Invitation> open(DbExecute reader, String secretHash, Instant now) {
        return first(reader.createGet(COLUMNS_OF_ALL + """
                        WHERE secret_hash = :secretHash AND expires_at > :now
                        """)
                .addParam("secretHash", secretHash)
                .addParam("now", Columns.parameter(now)));
    }

    long countOpen(DbExecute reader, Organisation.Id organisation, Instant now) {
        return Rows.first(
                        reader.createGet("""
                                SELECT COUNT(*) AS invitations
                                FROM invitations
                                WHERE organisation_id = CAST(:organisation AS uuid) AND expires_at > :now
                                """)
                                .addParam("organisation", organisation.toString())
                                .addParam("now", Columns.parameter(now)),
                        row -> Columns.number(row, "invitations"))
                .orElseThrow();
    }

    void delete(DbTransaction transaction, Invitation.Id id) {
        transaction
                .createDelete("DELETE FROM invitations WHERE id = CAST(:id AS uuid)")
                .addParam("id", id.toString())
                .execute();
    }

    /** Uses up the secret; false when somebody else did, or the invitation was withdrawn or has ended. */
    boolean take(DbTransaction transaction, String secretHash, Instant now) {
        return transaction
                        .createDelete("DELETE FROM invitations WHERE secret_hash = :secretHash AND expires_at > :now")
                        .addParam("secretHash", secretHash)
                        .addParam("now", Columns.parameter(now))
                        .execute()
                == 1;
    }

    /** Those that ended more than thirty days ago; until then they can be sent again. */
    public void deleteEnded(DbTransaction transaction, Instant now) {
        transaction
                .createDelete("DELETE FROM invitations WHERE expires_at <= :before")
                .addParam("before", Columns.parameter(now.minus(KEPT_AFTER_THE_END)))
                .execute();
    }

    private static Optional<Invitation> first(DbStatementGet query) {
        return Rows.first(query, Invitations::invitation);
    }

    private static Invitation invitation(DbRow row) {
        return new Invitation(
                new Invitation.Id(Columns.uuid(row, "id")),
                new Organisation.Id(Columns.uuid(row, "organisation_id")),
                Columns.text(row, "email"),
                Columns.text(row, "name"),
                Role.valueOf(Columns.text(row, "role").toUpperCase(Locale.ROOT)),
                Columns.text(row, "invited_by"),
                new Invitation.Sending(
                        Columns.flag(row, "mailed"),
                        Columns.instant(row, "sent_at"),
                        Columns.instant(row, "expires_at")));
    }
}
