package org.watchbill.auth.logout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Clients;
import org.watchbill.auth.token.IdTokens;
import org.watchbill.kit.database.Database;

/** Finds out who wants whom signed out, and whether the person may be sent back to there. */
public final class ReadLogout {

    /**
     * A request as far as it can be believed.
     *
     * @param subject the person that a valid ID token names
     * @param returnTo a registered address, with the client's state
     */
    record Checked(Optional<String> subject, Optional<String> returnTo) {}

    private final Database database;
    private final Clients clients;
    private final IdTokens idTokens;

    public ReadLogout(Database database, Clients clients, IdTokens idTokens) {
        this.database = database;
        this.clients = clients;
        this.idTokens = idTokens;
    }

    Checked read(LogoutRequest request) {
        Optional<IdTokens.Recognised> hint = request.idToken()
                .flatMap(idTokens::recognise)
                .filter(found -> request.clientId()
                        .filter(id -> !id.equals(found.clientId()))
                        .isEmpty());
        Optional<Client> client = hint.map(IdTokens.Recognised::clientId)
                .or(request::clientId)
                .flatMap(id -> database.read(reader -> clients.find(reader, id)))
                .filter(found -> hint.isPresent() || found.kind() == Client.Kind.REGISTERED);
        Optional<String> returnTo = request.returnTo()
                .filter(asked -> client.flatMap(found -> found.postLogoutRedirectUri(asked))
                        .isPresent());
        return new Checked(
                hint.map(IdTokens.Recognised::subject), returnTo.map(asked -> withState(asked, request.state())));
    }

    private static String withState(String uri, Optional<String> state) {
        return state.map(text -> uri + (uri.contains("?") ? "&" : "?") + "state="
                        + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse(uri);
    }
}
