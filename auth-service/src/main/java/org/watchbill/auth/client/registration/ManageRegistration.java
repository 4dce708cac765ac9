package org.watchbill.auth.client.registration;

import io.helidon.dbclient.DbTransaction;
import java.util.Optional;
import java.util.function.Function;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;

/** Reads, changes and deletes a registration for the holder of its token; empty for anybody else. */
public final class ManageRegistration {

    private final Database database;
    private final Clients clients;

    public ManageRegistration(Database database, Clients clients) {
        this.database = database;
        this.clients = clients;
    }

    Optional<Client> read(String id, String token) {
        return managed(id, token, transaction -> clients.find(transaction, id));
    }

    /** Replaces everything but the secret. */
    Optional<Client> change(String id, String token, ClientMetadata metadata) {
        return managed(
                id,
                token,
                transaction -> clients.find(transaction, id).map(before -> {
                    Client after = new Client(
                            id,
                            before.kind(),
                            metadata.name(),
                            new Client.Uris(
                                    metadata.redirectUris(), before.uris().postLogout()),
                            before.proof() instanceof Proof.SharedSecret(var method, String hash)
                                    ? new Proof.SharedSecret(
                                            metadata.method().hasSecret() ? metadata.method() : method, hash)
                                    : before.proof(),
                            metadata.grantTypes(),
                            before.registeredAt());
                    clients.describe(transaction, after);
                    return after;
                }));
    }

    /** Deletes the client with every connection through it. */
    Optional<Client> delete(String id, String token) {
        return managed(
                id,
                token,
                transaction -> clients.find(transaction, id).map(client -> {
                    clients.delete(transaction, client);
                    return client;
                }));
    }

    private Optional<Client> managed(String id, String token, Function<DbTransaction, Optional<Client>> work) {
        return database.inTransaction(transaction -> clients.managementHash(transaction, id)
                .filter(hash -> SecretHash.matches(hash, token))
                .flatMap(hash -> work.apply(transaction)));
    }
}
