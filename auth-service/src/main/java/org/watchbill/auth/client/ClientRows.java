package org.watchbill.auth.client;

import io.helidon.dbclient.DbRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.watchbill.auth.organisation.Organisation;
import org.watchbill.kit.database.Columns;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.Role;

/** Reads rows of the clients table. */
final class ClientRows {

    private ClientRows() {}

    static Client client(DbRow row) {
        return new Client(
                Columns.text(row, "id"),
                Client.Kind.valueOf(Columns.text(row, "kind").toUpperCase(Locale.ROOT)),
                Columns.text(row, "name"),
                new Client.Uris(uris(row, "redirect_uris"), uris(row, "post_logout_redirect_uris")),
                proof(row),
                words(row, "grant_types"),
                Columns.instant(row, "created_at"));
    }

    static RegisteredClient registered(DbRow row) {
        return new RegisteredClient(
                client(row),
                new Organisation.Id(Columns.uuid(row, "organisation_id")),
                new RegisteredClient.OwnRights(
                        Role.valueOf(Columns.text(row, "role").toUpperCase(Locale.ROOT)), words(row, "scope")),
                Columns.number(row, "version"),
                Columns.optionalInstant(row, "last_authorised_at"));
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
