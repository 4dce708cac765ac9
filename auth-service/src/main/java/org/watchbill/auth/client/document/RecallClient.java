package org.watchbill.auth.client.document;

import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.kit.database.Database;

/** Finds the client that calls an endpoint for programs, registered or described. */
public final class RecallClient {

    private final Database database;
    private final Clients clients;
    private final FindDocumentClient documents;

    public RecallClient(Database database, Clients clients, FindDocumentClient documents) {
        this.database = database;
        this.clients = clients;
        this.documents = documents;
    }

    /** As it was when it was last looked at; so a running connection does not hang on the description's host. */
    public Optional<Client> known(String id) {
        return database.read(reader -> clients.find(reader, id)).or(() -> described(id));
    }

    /** With the keys that it has now, or had a day ago at most when its description cannot be had. */
    public Optional<Client> withKeys(String id) {
        return FindDocumentClient.isAddress(id)
                ? found(documents.findAlsoStale(id))
                : database.read(reader -> clients.find(reader, id));
    }

    private Optional<Client> described(String id) {
        return FindDocumentClient.isAddress(id) ? found(documents.find(id)) : Optional.empty();
    }

    private static Optional<Client> found(DocumentDecision decision) {
        return switch (decision) {
            case DocumentDecision.Found(Client client) -> Optional.of(client);
            case DocumentDecision.Refused refused -> Optional.empty();
        };
    }
}
