package org.watchbill.auth.client.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.watchbill.auth.client.AuthMethod;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.ClientName;
import org.watchbill.auth.client.RedirectUri;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a registration (RFC 7591): nulls and unknown members are ignored, what is not offered is replaced where the RFC
 * allows it, and unsafe redirect URIs are refused.
 */
final class RegistrationRules {

    private static final int MOST_URIS = 10;

    private RegistrationRules() {}

    static ClientMetadata read(JsonNode body) {
        if (!body.isObject()) {
            throw metadata("The registration must be a JSON object");
        }
        AuthMethod method = text(body, "token_endpoint_auth_method")
                .map(named ->
                        AuthMethod.find(named).orElseThrow(() -> metadata("token_endpoint_auth_method is unknown")))
                .filter(AuthMethod::hasSecret)
                .orElse(AuthMethod.NONE);
        List<RedirectUri> redirectUris = redirectUris(body.path("redirect_uris"));
        String name = text(body, "client_name")
                .map(ClientName::printable)
                .filter(printable -> !printable.isEmpty())
                .orElseGet(() -> redirectUris.getFirst().destination());
        return new ClientMetadata(name, redirectUris, method, grantTypes(body.path("grant_types")));
    }

    /** Those for people always, and of the others that are asked for what a client can give itself. */
    private static Set<String> grantTypes(JsonNode given) {
        return Stream.concat(
                        Client.FOR_PEOPLE.stream(),
                        given.valueStream().map(type -> type.stringValue("")).filter(Client.SELF_SERVICE::contains))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<RedirectUri> redirectUris(JsonNode given) {
        if (!given.isArray() || given.isEmpty() || given.size() > MOST_URIS) {
            throw redirect("redirect_uris must be an array of 1 to " + MOST_URIS + " URIs");
        }
        List<RedirectUri> uris = new ArrayList<>();
        for (JsonNode uri : given) {
            String text = uri.isString() ? uri.stringValue() : "";
            uris.add(RedirectUri.registrable(text)
                    .orElseThrow(
                            () -> redirect("A redirect URI must be https, or http on 127.0.0.1, [::1] or localhost,"
                                    + " without fragment, user name or wildcard")));
        }
        return uris;
    }

    private static Optional<String> text(JsonNode body, String member) {
        JsonNode value = body.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw metadata(member + " must be a string");
        }
        return Optional.of(value.stringValue());
    }

    private static OAuthException metadata(String description) {
        return new OAuthException(OAuthError.INVALID_CLIENT_METADATA, description);
    }

    private static OAuthException redirect(String description) {
        return new OAuthException(OAuthError.INVALID_REDIRECT_URI, description);
    }
}
