package org.watchbill.auth.client.administration;

import java.util.Optional;
import java.util.UUID;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.auth.client.RegisteredClients;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.page.Cursor;
import org.watchbill.kit.page.Page;

/** Finds the clients of an organisation. */
public final class FindRegisteredClients {

    private final Database database;
    private final RegisteredClients clients;

    public FindRegisteredClients(Database database, RegisteredClients clients) {
        this.database = database;
        this.clients = clients;
    }

    /** At most {@code limit} in the order of their names. */
    public Page<RegisteredClient> in(Organisation.Id organisation, Cursor after, int limit) {
        return Page.cut(
                database.read(reader -> clients.page(reader, organisation, after, limit + 1)),
                limit,
                registered -> new Cursor(
                        registered.client().name(),
                        UUID.fromString(registered.client().id())));
    }

    public Optional<RegisteredClient> find(Organisation.Id organisation, String id) {
        return database.read(reader -> clients.find(reader, id))
                .filter(registered -> registered.organisation().equals(organisation));
    }
}
