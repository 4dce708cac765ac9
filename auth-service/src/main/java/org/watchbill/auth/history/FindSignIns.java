package org.watchbill.auth.history;

import java.util.List;
import org.watchbill.auth.account.User;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;

/** Reads the history of sign-ins. */
public final class FindSignIns {

    private static final int LATEST = 10;

    private final Database database;
    private final SignIns signIns;

    public FindSignIns(Database database, SignIns signIns) {
        this.database = database;
        this.signIns = signIns;
    }

    /** The person's last ten, the newest first. */
    public List<SignIn> latest(User.Id user) {
        return database.read(reader -> signIns.latest(reader, user, LATEST));
    }

    /** At most {@code limit} of the members of an organisation, the newest first, since they belong to it. */
    public Page<SignIn> inOrganisation(Organisation.Id organisation, Cursor after, int limit) {
        List<SignIn> oneMore = database.read(reader -> signIns.inOrganisation(reader, organisation, after, limit + 1));
        return Page.cut(oneMore, limit, last -> new Cursor(last.at().toString(), last.id()));
    }
}
