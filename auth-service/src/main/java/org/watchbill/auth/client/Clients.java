package org.watchbill.auth.client;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.json.Json;

/** The clients table. */
public final class Clients {

    void insert(DbExecute transaction, Client client, String fingerprint) {
        transaction
                .createInsert("""
                        INSERT INTO clients (id, fingerprint, name, redirect_uris, created_at)
                        VALUES (:id, :fingerprint, :name, :redirectUris, :createdAt)
                        """)
                .addParam("id", client.id())
                .addParam("fingerprint", fingerprint)
                .addParam("name", client.name())
                .addParam(
                        "redirectUris",
                        Json.text(client.redirectUris().stream()
                                .map(RedirectUri::text)
                                .toList()))
                .addParam("createdAt", Columns.parameter(client.registeredAt()))
                .execute();
    }

    public Optional<Client> find(DbExecute reader, String id) {
        return reader.createGet("SELECT id, name, redirect_uris, created_at FROM clients WHERE id = :id")
                .addParam("id", id)
                .execute()
                .map(Clients::client);
    }

    Optional<Client> withFingerprint(DbExecute reader, String fingerprint) {
        return reader.createGet(
                        "SELECT id, name, redirect_uris, created_at FROM clients WHERE fingerprint = :fingerprint")
                .addParam("fingerprint", fingerprint)
                .execute()
                .map(Clients::client);
    }

    private static Client client(DbRow row) {
        String[] uris = Json.read(Columns.text(row, "redirect_uris").getBytes(StandardCharsets.UTF_8), String[].class);
        return new Client(
                Columns.text(row, "id"),
                Columns.text(row, "name"),
                Arrays.stream(uris).map(RedirectUri::new).toList(),
                Columns.instant(row, "created_at"));
    }
}
