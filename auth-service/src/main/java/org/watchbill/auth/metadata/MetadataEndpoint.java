package org.watchbill.auth.metadata;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.watchbill.auth.scope.Scope;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.kit.json.Json;

/** The metadata document, the same for RFC 8414 and for OpenID Connect Discovery. */
public final class MetadataEndpoint {

    private record Metadata(
            String issuer,
            String authorizationEndpoint,
            String tokenEndpoint,
            String registrationEndpoint,
            String pushedAuthorizationRequestEndpoint,
            boolean requirePushedAuthorizationRequests,
            String deviceAuthorizationEndpoint,
            String jwksUri,
            List<String> scopesSupported,
            List<String> responseTypesSupported,
            List<String> responseModesSupported,
            List<String> grantTypesSupported,
            List<String> tokenEndpointAuthMethodsSupported,
            List<String> codeChallengeMethodsSupported,
            List<String> subjectTypesSupported,
            List<String> idTokenSigningAlgValuesSupported,
            List<String> promptValuesSupported,
            boolean authorizationResponseIssParameterSupported,
            boolean requestParameterSupported,
            boolean requestUriParameterSupported,
            boolean clientIdMetadataDocumentSupported) {}

    private final byte[] document;

    public MetadataEndpoint(String issuer) {
        List<String> scopes = new ArrayList<>(List.of("openid", "profile", "email", "offline_access"));
        Scopes.all().stream().map(Scope::name).forEach(scopes::add);
        this.document = Json.bytes(new Metadata(
                issuer,
                issuer + "/authorize",
                issuer + "/token",
                issuer + "/register",
                issuer + "/par",
                false,
                issuer + "/device_authorization",
                issuer + "/jwks",
                scopes,
                List.of("code"),
                List.of("query"),
                List.of(
                        "authorization_code",
                        "refresh_token",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "client_credentials",
                        "urn:ietf:params:oauth:grant-type:token-exchange"),
                List.of("none", "client_secret_basic", "client_secret_post"),
                List.of("S256"),
                List.of("public"),
                List.of("RS256"),
                List.of("none", "login", "consent", "select_account"),
                true,
                false,
                false,
                true));
    }

    public void metadata(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=300")
                .send(document);
    }
}
