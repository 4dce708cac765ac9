package org.watchbill.auth.client.administration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.client.RegisteredClient;
import org.watchbill.kit.json.CanonicalJson;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.mcp.schema.Describe;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;

/**
 * A client of an organisation as it is answered, and digested for the audit log; never with a secret.
 *
 * @param id the {@code client_id}, a UUID
 * @param jwks its public keys as JSON text
 */
public record RegisteredClientView(
        String id,
        String name,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        String authMethod,
        Optional<String> jwks,
        Optional<String> jwksUri,
        List<String> grantTypes,
        List<String> scopes,
        Role role,
        Instant createdAt,
        Optional<Instant> lastAuthorisedAt,

        @Describe("Its secret, shown once to whoever had it made")
        Optional<String> clientSecret,

        long version) {

    public RegisteredClientView {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        grantTypes = List.copyOf(grantTypes);
        scopes = List.copyOf(scopes);
    }

    public static RegisteredClientView of(RegisteredClient registered) {
        Client client = registered.client();
        return new RegisteredClientView(
                client.id(),
                client.name(),
                texts(client.uris().redirect()),
                texts(client.uris().postLogout()),
                client.proof().method().text(),
                client.proof() instanceof Proof.SignedAssertion(var method, Proof.Keys.Inline(String set))
                        ? Optional.of(set)
                        : Optional.empty(),
                client.proof() instanceof Proof.SignedAssertion(var method, Proof.Keys.At(String uri))
                        ? Optional.of(uri)
                        : Optional.empty(),
                client.grantTypes().stream().sorted().toList(),
                registered.own().scopes().stream().sorted().toList(),
                registered.own().role(),
                client.registeredAt(),
                registered.lastAuthorisedAt(),
                Optional.empty(),
                registered.version());
    }

    static JsonNode json(RegisteredClient registered) {
        return Json.tree(of(registered));
    }

    static String digest(RegisteredClient registered) {
        return CanonicalJson.digest(json(registered));
    }

    private static List<String> texts(List<RedirectUri> uris) {
        return uris.stream().map(RedirectUri::text).toList();
    }
}
