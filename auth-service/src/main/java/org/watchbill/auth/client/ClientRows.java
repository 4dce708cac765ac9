package org.watchbill.auth.client;

import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbStatementDml;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Role;

/** Reads and writes the columns of the clients table that all kinds of clients have. */
public final class ClientRows {

    private ClientRows() {}

    public static Client client(DbRow row) {
        return new Client(
                Columns.text(row, "id"),
                Client.Kind.valueOf(Columns.text(row, "kind").toUpperCase(Locale.ROOT)),
                Columns.text(row, "name"),
                new Client.Uris(uris(row, "redirect_uris"), uris(row, "post_logout_redirect_uris")),
                proof(row),
                words(row, "grant_types"),
                Columns.instant(row, "created_at"));
    }

    public static RegisteredClient registered(DbRow row) {
        return new RegisteredClient(
                client(row),
                new Organisation.Id(Columns.uuid(row, "organisation_id")),
                new RegisteredClient.OwnRights(
                        Role.valueOf(Columns.text(row, "role").toUpperCase(Locale.ROOT)), words(row, "scope")),
                Columns.number(row, "version"),
                Columns.optionalInstant(row, "last_authorised_at"));
    }

    /** Adds what describes a client, under the same parameter names in every statement. */
    public static DbStatementDml described(DbStatementDml statement, Client client) {
        return proven(statement, client.proof())
                .addParam("id", client.id())
                .addParam("name", client.name())
                .addParam("redirectUris", json(client.uris().redirect()))
                .addParam("postLogoutRedirectUris", json(client.uris().postLogout()))
                .addParam("grantTypes", String.join(" ", new TreeSet<>(client.grantTypes())));
    }

    private static DbStatementDml proven(DbStatementDml statement, Proof proof) {
        Optional<String> secretHash = Optional.empty();
        Optional<String> jwks = Optional.empty();
        Optional<String> jwksUri = Optional.empty();
        switch (proof) {
            case Proof.Nothing() -> {}
            case Proof.SharedSecret(AuthMethod method, String hash) -> secretHash = Optional.of(hash);
            case Proof.SignedAssertion(AuthMethod method, Proof.Keys.Inline(String set)) -> jwks = Optional.of(set);
            case Proof.SignedAssertion(AuthMethod method, Proof.Keys.At(String uri)) -> jwksUri = Optional.of(uri);
        }
        return statement
                .addParam("authMethod", proof.method().text())
                .addParam("secretHash", Columns.nullable(secretHash))
                .addParam("jwks", Columns.nullable(jwks))
                .addParam("jwksUri", Columns.nullable(jwksUri));
    }

    private static String json(List<RedirectUri> uris) {
        return Json.text(uris.stream().map(RedirectUri::text).toList());
    }

    private static Proof proof(DbRow row) {
        AuthMethod method = AuthMethod.valueOf(Columns.text(row, "auth_method").toUpperCase(Locale.ROOT));
        if (method.hasSecret()) {
            return new Proof.SharedSecret(method, Columns.text(row, "secret_hash"));
        }
        return Columns.optionalText(row, "jwks")
                .<Proof.Keys>map(Proof.Keys.Inline::new)
                .or(() -> Columns.optionalText(row, "jwks_uri").map(Proof.Keys.At::new))
                .<Proof>map(keys -> new Proof.SignedAssertion(method, keys))
                .orElseGet(Proof.Nothing::new);
    }

    private static List<RedirectUri> uris(DbRow row, String column) {
        String[] uris = Json.read(Columns.text(row, column).getBytes(StandardCharsets.UTF_8), String[].class);
        return Arrays.stream(uris).map(RedirectUri::new).toList();
    }

    private static Set<String> words(DbRow row, String column) {
        String words = Columns.text(row, column);
        return words.isEmpty() ? Set.of() : Set.of(words.split(" "));
    }
}
