package org.watchbill.auth.authorization;

import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.kit.database.Database;

/** Finds the client of a request and whether the redirect URI is its own; without both nothing is ever redirected. */
public final class FindClient {

    /** A known client and the redirect URI as it sent it. */
    record Found(Client client, String redirectUri) {}

    private final Database database;
    private final Clients clients;

    public FindClient(Database database, Clients clients) {
        this.database = database;
        this.clients = clients;
    }

    Found find(Parameters query) {
        Client client = find(query.required("client_id"))
                .orElseThrow(() -> new PageRefusal(
                        400,
                        "This connection is not known here",
                        "The app remembers a registration that this server does not have."
                                + " Remove the connection in the app and add it again."));
        String redirectUri = query.required("redirect_uri");
        if (client.redirectUri(redirectUri).isEmpty()) {
            throw new PageRefusal(
                    400,
                    "This request is not safe to answer",
                    "The app asks for its answer at an address that it has not registered."
                            + " Remove the connection in the app and add it again.");
        }
        return new Found(client, redirectUri);
    }

    private Optional<Client> find(String id) {
        return database.read(reader -> clients.find(reader, id));
    }
}
