package org.watchbill.auth.client;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.kit.database.Database;

/** Registers a client, or finds the one that registered with equal metadata before. */
public final class RegisterClient {

    private final Database database;
    private final Clients clients;
    private final InstantSource time;

    public RegisterClient(Database database, Clients clients, InstantSource time) {
        this.database = database;
        this.clients = clients;
        this.time = time;
    }

    Client register(ClientMetadata metadata) {
        String fingerprint = metadata.fingerprint();
        Optional<Client> known = database.inTransaction(transaction -> clients.withFingerprint(transaction, fingerprint)
                .filter(client -> clients.see(transaction, client.id(), time.instant())));
        return known.orElseGet(() -> insert(metadata, fingerprint));
    }

    private Client insert(ClientMetadata metadata, String fingerprint) {
        Client client = new Client(
                "wb_" + RandomSecret.nextId(),
                Client.Kind.DYNAMIC,
                metadata.name(),
                new Client.Uris(metadata.redirectUris(), List.of()),
                new Proof.Nothing(),
                Client.FOR_PEOPLE,
                time.instant().truncatedTo(ChronoUnit.SECONDS));
        try {
            return database.inTransaction(transaction -> {
                clients.insert(transaction, client, Optional.of(fingerprint));
                return client;
            });
        } catch (RuntimeException e) {
            if (Database.isDuplicate(e)) {
                return database.read(reader -> clients.withFingerprint(reader, fingerprint))
                        .orElseThrow(() -> e);
            }
            throw e;
        }
    }
}
