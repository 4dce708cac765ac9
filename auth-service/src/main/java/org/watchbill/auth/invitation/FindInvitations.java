package org.watchbill.auth.invitation;

import java.util.List;
import java.util.Optional;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Database;

/** Finds the invitations of an organisation that are not accepted, those that have ended too. */
public final class FindInvitations {

    private final Database database;
    private final Invitations invitations;

    public FindInvitations(Database database, Invitations invitations) {
        this.database = database;
        this.invitations = invitations;
    }

    public Optional<Invitation> one(Organisation.Id organisation, Invitation.Id id) {
        return database.read(reader -> invitations.find(reader, organisation, id));
    }

    /** At most {@code limit} in the order of addresses, those after {@code email}; empty begins at the first. */
    public List<Invitation> after(Organisation.Id organisation, String email, int limit) {
        return database.read(reader -> invitations.after(reader, organisation, email, limit));
    }
}
