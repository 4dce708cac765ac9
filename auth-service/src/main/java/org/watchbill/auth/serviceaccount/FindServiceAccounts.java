package org.watchbill.auth.serviceaccount;

import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;

/** Finds the service accounts of an organisation. */
public final class FindServiceAccounts {

    private final Database database;
    private final ServiceAccounts accounts;

    public FindServiceAccounts(Database database, ServiceAccounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /** At most {@code limit} in the order of their names. */
    public Page<ServiceAccount> in(Organisation.Id organisation, Cursor after, int limit) {
        return Page.cut(
                database.read(reader -> accounts.in(reader, organisation, after, limit + 1)),
                limit,
                account -> new Cursor(account.name(), account.id().value()));
    }

    public Optional<ServiceAccount> find(Organisation.Id organisation, ServiceAccount.Id id) {
        return database.read(reader -> accounts.find(reader, organisation, id));
    }
}
