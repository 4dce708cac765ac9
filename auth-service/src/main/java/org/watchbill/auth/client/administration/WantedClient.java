package org.watchbill.auth.client.administration;

import java.util.List;
import java.util.Optional;
import org.watchbill.kit.token.Role;
import tools.jackson.databind.JsonNode;

/**
 * What an administrator wants a client to be.
 *
 * @param authMethod a {@code token_endpoint_auth_method}
 * @param jwks its public keys, or {@code jwksUri} where to find them, for {@code private_key_jwt}
 * @param scopes what it may do in its own name as {@code role}, for {@code client_credentials}
 */
public record WantedClient(
        String name,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        String authMethod,
        Optional<JsonNode> jwks,
        Optional<String> jwksUri,
        List<String> grantTypes,
        List<String> scopes,
        Role role) {

    public WantedClient {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        grantTypes = List.copyOf(grantTypes);
        scopes = List.copyOf(scopes);
    }
}
