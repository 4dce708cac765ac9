package org.watchbill.schedule.member;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;

/** The member table. */
public final class Members {

    private static final String SELECT = """
            SELECT id, user_id, name, email, phone, pager, role, active, version
            FROM member
            WHERE organisation_id = CAST(:organisation AS UUID)
            """;

    /** Which members a list shows: those whose name contains {@code query}, in {@code team}. */
    public record Filter(Optional<String> query, Optional<UUID> team) {

        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());
    }

    public List<Member> all(DbExecute database, UUID organisation) {
        return database.createQuery(SELECT + "ORDER BY LOWER(name), id")
                .addParam("organisation", organisation.toString())
                .execute()
                .map(Members::member)
                .toList();
    }

    /** Active members by name. */
    public Page<Member> page(DbExecute database, UUID organisation, Filter filter, Cursor after, int limit) {
        List<Member> found = database.createQuery(SELECT + """
                        AND active
                        AND LOWER(name) LIKE :pattern ESCAPE '!'
                        AND (CAST(:team AS UUID) IS NULL OR id IN (
                            SELECT member_id FROM team_member WHERE team_id = CAST(:team AS UUID)))
                        AND (LOWER(name) > :key OR (LOWER(name) = :key AND id > CAST(:after AS UUID)))
                        ORDER BY LOWER(name), id
                        FETCH FIRST :rows ROWS ONLY
                        """)
                .addParam("organisation", organisation.toString())
                .addParam("pattern", pattern(filter.query().orElse("")))
                .addParam("team", Columns.nullable(filter.team()))
                .addParam("key", after.key())
                .addParam("after", after.id().toString())
                .addParam("rows", limit + 1)
                .execute()
                .map(Members::member)
                .toList();
        return Page.cut(
                found,
                limit,
                member -> new Cursor(
                        member.name().toLowerCase(Locale.ROOT), member.id().value()));
    }

    /** The active members of one name, whatever its case. */
    List<Member> named(DbExecute database, UUID organisation, String name) {
        return database.createQuery(SELECT + "AND active AND LOWER(name) = LOWER(:name) ORDER BY id")
                .addParam("organisation", organisation.toString())
                .addParam("name", name)
                .execute()
                .map(Members::member)
                .toList();
    }

    public Optional<Member> byId(DbExecute database, UUID organisation, Member.Id id) {
        return database.createGet(SELECT + "AND id = CAST(:id AS UUID)")
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute()
                .map(Members::member);
    }

    public Optional<Member> byEmail(DbExecute database, UUID organisation, String email) {
        return database.createGet(SELECT + "AND email = LOWER(:email)")
                .addParam("organisation", organisation.toString())
                .addParam("email", email)
                .execute()
                .map(Members::member);
    }

    public Optional<Member> byUser(DbExecute database, UUID organisation, UUID user) {
        return database.createGet(SELECT + "AND user_id = CAST(:user AS UUID)")
                .addParam("organisation", organisation.toString())
                .addParam("user", user.toString())
                .execute()
                .map(Members::member);
    }

    /** Keeps other writers of these members' assignments out until the transaction ends. */
    public void lock(DbExecute transaction, UUID organisation, Collection<Member.Id> ids) {
        for (Member.Id id : ids.stream().distinct().sorted().toList()) {
            transaction
                    .createGet(SELECT + "AND id = CAST(:id AS UUID) FOR UPDATE")
                    .addParam("organisation", organisation.toString())
                    .addParam("id", id.value().toString())
                    .execute();
        }
    }

    /** Everybody, as {@link #all}, and as {@link #lock} keeps other writers out, before a bulk write. */
    public List<Member> allLocked(DbExecute transaction, UUID organisation) {
        return transaction
                .createQuery(SELECT + "ORDER BY CAST(id AS VARCHAR) FOR UPDATE")
                .addParam("organisation", organisation.toString())
                .execute()
                .map(Members::member)
                .toList();
    }

    public void insert(DbExecute transaction, UUID organisation, Member member) {
        transaction
                .createInsert("""
                        INSERT INTO member
                            (id, organisation_id, user_id, name, email, phone, pager, role, active, version)
                        VALUES
                            (CAST(:id AS UUID), CAST(:organisation AS UUID), CAST(:user AS UUID),
                             :name, :email, :phone, :pager, :role, :active, :version)
                        """)
                .addParam("id", member.id().value().toString())
                .addParam("organisation", organisation.toString())
                .addParam("user", Columns.nullable(member.user()))
                .addParam("name", member.name())
                .addParam("email", Columns.nullable(member.contact().email()))
                .addParam("phone", Columns.nullable(member.contact().phone()))
                .addParam("pager", Columns.nullable(member.contact().pager()))
                .addParam("role", Columns.nullable(member.role()))
                .addParam("active", member.active())
                .addParam("version", member.version())
                .execute();
    }

    /** Replaces what a file import may change: name, phone, pager and role. */
    public void update(DbExecute transaction, UUID organisation, Member member) {
        transaction
                .createUpdate("""
                        UPDATE member
                        SET name = :name, phone = :phone, pager = :pager, role = :role, version = version + 1
                        WHERE organisation_id = CAST(:organisation AS UUID) AND id = CAST(:id AS UUID)
                        """)
                .addParam("name", member.name())
                .addParam("phone", Columns.nullable(member.contact().phone()))
                .addParam("pager", Columns.nullable(member.contact().pager()))
                .addParam("role", Columns.nullable(member.role()))
                .addParam("organisation", organisation.toString())
                .addParam("id", member.id().value().toString())
                .execute();
    }

    /** Remembers the account that signs in as this member. */
    public void link(DbExecute transaction, UUID organisation, Member.Id id, UUID user) {
        transaction
                .createUpdate("""
                        UPDATE member
                        SET user_id = CAST(:user AS UUID)
                        WHERE organisation_id = CAST(:organisation AS UUID)
                          AND id = CAST(:id AS UUID)
                          AND user_id IS NULL
                        """)
                .addParam("user", user.toString())
                .addParam("organisation", organisation.toString())
                .addParam("id", id.value().toString())
                .execute();
    }

    private static String pattern(String query) {
        String literal = query.strip()
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + literal + "%";
    }

    private static Member member(DbRow row) {
        return new Member(
                new Member.Id(Columns.uuid(row, "id")),
                Columns.optionalUuid(row, "user_id"),
                Columns.text(row, "name"),
                new Member.Contact(
                        Columns.optionalText(row, "email"),
                        Columns.optionalText(row, "phone"),
                        Columns.optionalText(row, "pager")),
                Columns.optionalText(row, "role"),
                Columns.flag(row, "active"),
                Columns.number(row, "version"));
    }
}
