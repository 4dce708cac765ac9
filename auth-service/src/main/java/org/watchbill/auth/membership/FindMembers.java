package org.watchbill.auth.membership;

import java.util.Optional;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;

/** Finds the people of an organisation. */
public final class FindMembers {

    private final Database database;
    private final Members members;

    public FindMembers(Database database, Members members) {
        this.database = database;
        this.members = members;
    }

    public Optional<Member> one(Organisation.Id organisation, User.Id id) {
        return database.read(reader -> members.find(reader, organisation, id));
    }

    /** By e-mail address; those who have {@code text} in it or in the name. */
    public Page<Member> in(Organisation.Id organisation, String text, Cursor after, int limit) {
        return Page.cut(
                database.read(reader -> members.after(reader, organisation, after.key(), text, limit + 1)),
                limit,
                member -> new Cursor(member.account().email(), member.id().value()));
    }
}
