package org.watchbill.auth.authorization;

import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.client.document.DocumentDecision;
import org.watchbill.auth.client.document.FindDocumentClient;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.kit.database.Database;

/** Finds the client of a request and whether the redirect URI is its own; without both nothing is ever redirected. */
public final class FindClient {

    /** A known client and the redirect URI as it sent it. */
    record Found(Client client, String redirectUri) {}

    private final Database database;
    private final Clients clients;
    private final FindDocumentClient documents;

    public FindClient(Database database, Clients clients, FindDocumentClient documents) {
        this.database = database;
        this.clients = clients;
        this.documents = documents;
    }

    Found find(Parameters query) {
        String id = query.required("client_id");
        Client client = FindDocumentClient.isAddress(id) ? described(id) : registered(id);
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

    private Client registered(String id) {
        return database.read(reader -> clients.find(reader, id))
                .orElseThrow(() -> new PageRefusal(
                        400,
                        "This connection is not known here",
                        "The app remembers a registration that this server does not have."
                                + " Remove the connection in the app and add it again."));
    }

    private Client described(String id) {
        return switch (documents.find(id)) {
            case DocumentDecision.Found(Client client) -> client;
            case DocumentDecision.Refused(String reason) ->
                throw new PageRefusal(
                        400,
                        "The app's description cannot be used",
                        "The app refers to a description of itself that this server cannot use. " + reason
                                + ". Tell the makers of the app, or try again later.");
        };
    }
}
