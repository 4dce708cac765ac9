package org.watchbill.auth.apitoken.inventory;

import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.apitoken.ApiToken;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;

/** Finds the API tokens of an organisation, whosesoever they are. */
public final class FindOrganisationTokens {

    private final Database database;
    private final OrganisationTokens tokens;

    public FindOrganisationTokens(Database database, OrganisationTokens tokens) {
        this.database = database;
        this.tokens = tokens;
    }

    public Optional<ApiTokenView> one(Organisation.Id organisation, UUID id) {
        return database.read(reader -> tokens.find(reader, organisation, new ApiToken.Id(id)));
    }

    /** The oldest first. */
    public Page<ApiTokenView> in(Organisation.Id organisation, Cursor after, int limit) {
        return Page.cut(
                database.read(reader ->
                        tokens.after(reader, organisation, after.instant(), new ApiToken.Id(after.id()), limit + 1)),
                limit,
                token -> new Cursor(token.createdAt().toString(), token.id()));
    }
}
