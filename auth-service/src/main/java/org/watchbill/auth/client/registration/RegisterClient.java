package org.watchbill.auth.client.registration;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Registers a client, or finds the public one that registered with equal metadata before. */
public final class RegisterClient {

    private final Database database;
    private final Clients clients;
    private final InstantSource time;

    public RegisterClient(Database database, Clients clients, InstantSource time) {
        this.database = database;
        this.clients = clients;
        this.time = time;
    }

    Registration register(ClientMetadata metadata) {
        return metadata.method().hasSecret() ? own(metadata) : shared(metadata);
    }

    private Registration own(ClientMetadata metadata) {
        String secret = RandomSecret.next();
        String token = RandomSecret.next();
        Client client = client(metadata, new Proof.SharedSecret(metadata.method(), SecretHash.of(secret)));
        return database.inTransaction(transaction -> {
            clients.insert(transaction, client, Optional.empty());
            clients.manageWith(transaction, client.id(), SecretHash.of(token));
            return new Registration.Own(client, secret, token);
        });
    }

    private Registration shared(ClientMetadata metadata) {
        String fingerprint = metadata.fingerprint();
        Optional<Client> known = database.inTransaction(transaction -> clients.withFingerprint(transaction, fingerprint)
                .filter(client -> clients.see(transaction, client.id(), time.instant())));
        return new Registration.Shared(known.orElseGet(() -> insert(metadata, fingerprint)));
    }

    private Client insert(ClientMetadata metadata, String fingerprint) {
        Client client = client(metadata, new Proof.Nothing());
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

    private Client client(ClientMetadata metadata, Proof proof) {
        return new Client(
                "wb_" + RandomSecret.nextId(),
                Client.Kind.DYNAMIC,
                metadata.name(),
                new Client.Uris(metadata.redirectUris(), List.of()),
                proof,
                metadata.grantTypes(),
                time.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
