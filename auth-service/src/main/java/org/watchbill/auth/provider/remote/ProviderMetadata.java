package org.watchbill.auth.provider.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0, section 3).
 *
 * @param authMethods how clients may prove themselves at the token endpoint
 * @param namesItself whether its answers carry {@code iss} (RFC 9207)
 */
public record ProviderMetadata(
        URI authorizationEndpoint, URI tokenEndpoint, URI jwks, Set<String> authMethods, boolean namesItself) {

    public ProviderMetadata {
        authMethods = Set.copyOf(authMethods);
    }

    /** Throws {@link ProviderException}, above all when the document is another issuer's. */
    public static ProviderMetadata read(String issuer, JsonNode document) {
        if (!document.path("issuer").stringValue("").equals(issuer)) {
            throw new ProviderException("The provider's description is of another issuer");
        }
        Set<String> methods = new HashSet<>();
        document.path("token_endpoint_auth_methods_supported").forEach(method -> methods.add(method.stringValue("")));
        return new ProviderMetadata(
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "token_endpoint"),
                endpoint(document, "jwks_uri"),
                methods,
                document.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    /** Whether the secret goes into the form; Basic is the default (OpenID Connect Core 1.0, section 9). */
    boolean wantsSecretInForm() {
        return authMethods.contains("client_secret_post") && !authMethods.contains("client_secret_basic");
    }

    private static URI endpoint(JsonNode document, String name) {
        try {
            URI uri = new URI(document.path(name).stringValue(""));
            if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new ProviderException("The provider's " + name + " is not a URL", e);
        }
        throw new ProviderException("The provider's " + name + " is not an https URL");
    }
}
