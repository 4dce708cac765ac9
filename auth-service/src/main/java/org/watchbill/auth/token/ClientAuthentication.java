package org.watchbill.auth.token;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.client.Programs;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.kit.database.Database;

/** Finds out which client sends a token request: {@code client_secret_basic}, {@code client_secret_post} or none. */
public final class ClientAuthentication {

    private record Credentials(String id, String secret) {}

    private final Database database;
    private final Clients clients;
    private final Programs programs;

    public ClientAuthentication(Database database, Clients clients, Programs programs) {
        this.database = database;
        this.clients = clients;
        this.programs = programs;
    }

    public TokenClient authenticate(ServerRequest request, Parameters form) {
        Optional<String> header = request.headers().first(HeaderNames.AUTHORIZATION);
        Optional<String> secret = form.optional("client_secret");
        if (header.isPresent() && secret.isPresent()) {
            throw OAuthException.invalidRequest("Authenticate in one way, not two");
        }
        if (header.isPresent()) {
            Credentials basic = basic(header.get());
            if (form.optional("client_id").filter(id -> !id.equals(basic.id())).isPresent()) {
                throw OAuthException.invalidRequest("client_id differs from the one in the Authorization header");
            }
            return trusted(basic);
        }
        String id = form.optional("client_id").orElseThrow(ClientAuthentication::refused);
        return secret.isPresent() ? trusted(new Credentials(id, secret.get())) : registered(id);
    }

    private TokenClient trusted(Credentials credentials) {
        return programs.find(credentials.id())
                .filter(program -> program.secret().matches(credentials.secret()))
                .<TokenClient>map(program -> new TokenClient.Trusted(program.kind()))
                .orElseThrow(ClientAuthentication::refused);
    }

    private TokenClient registered(String id) {
        return database.read(reader -> clients.find(reader, id))
                .filter(Client::isPublic)
                .<TokenClient>map(client -> new TokenClient.Public(client.id()))
                .orElseThrow(ClientAuthentication::refused);
    }

    private static Credentials basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw refused();
        }
        try {
            String text =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw refused();
            }
            return new Credentials(
                    URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8),
                    URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static OAuthException refused() {
        return new OAuthException(OAuthError.INVALID_CLIENT, "The client is unknown or its credentials are wrong");
    }
}
