package org.watchbill.auth.organisation;

import java.util.Optional;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;

/** Finds organisations as the API shows them. */
public final class FindOrganisations {

    private final Database database;
    private final Organisations organisations;

    public FindOrganisations(Database database, Organisations organisations) {
        this.database = database;
        this.organisations = organisations;
    }

    public Optional<OrganisationView> one(Organisation.Id id) {
        return database.read(reader -> organisations.view(reader, id));
    }

    /** All of them, by their slugs. */
    public Page<OrganisationView> all(Cursor after, int limit) {
        return Page.cut(
                database.read(reader -> organisations.after(reader, after.key(), limit + 1)),
                limit,
                organisation -> new Cursor(organisation.slug(), organisation.id()));
    }
}
