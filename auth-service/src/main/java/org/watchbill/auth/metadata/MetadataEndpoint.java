package org.watchbill.auth.metadata;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.watchbill.auth.scope.Scope;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.token.dpop.DpopProof;

/** The metadata document, the same for RFC 8414 and for OpenID Connect Discovery. */
public final class MetadataEndpoint {

    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final String issuer;
    private final byte[] document;

    public MetadataEndpoint(String issuer) {
        this.issuer = issuer;
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.putAll(endpoints());
        metadata.putAll(authorization());
        metadata.putAll(clients());
        metadata.putAll(identity());
        this.document = Json.bytes(metadata);
    }

    /** The well-known paths of the issuer: at the root and, when it has a path, with that inserted and in front. */
    public List<String> paths() {
        String path = URI.create(issuer).getRawPath();
        return path.isEmpty()
                ? List.of(OAUTH, OPENID)
                : List.of(OAUTH, OPENID, OAUTH + path, OPENID + path, path + OAUTH, path + OPENID);
    }

    /** Below these there is nothing; browsers may read that too. */
    public static List<String> elsewhere() {
        return List.of(OAUTH + "/*", OPENID + "/*");
    }

    public void metadata(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=300")
                .send(document);
    }

    public void nothing(ServerRequest request, ServerResponse response) {
        response.status(Status.NOT_FOUND_404).send();
    }

    private Map<String, Object> endpoints() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("authorization_endpoint", issuer + "/authorize");
        metadata.put("token_endpoint", issuer + "/token");
        metadata.put("registration_endpoint", issuer + "/register");
        metadata.put("pushed_authorization_request_endpoint", issuer + "/par");
        metadata.put("device_authorization_endpoint", issuer + "/device_authorization");
        metadata.put("revocation_endpoint", issuer + "/revoke");
        metadata.put("introspection_endpoint", issuer + "/introspect");
        metadata.put("userinfo_endpoint", issuer + "/userinfo");
        metadata.put("end_session_endpoint", issuer + "/logout");
        metadata.put("jwks_uri", issuer + "/jwks");
        return metadata;
    }

    private static Map<String, Object> authorization() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("scopes_supported", scopes());
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("require_pushed_authorization_requests", false);
        metadata.put("request_parameter_supported", false);
        metadata.put("request_uri_parameter_supported", false);
        metadata.put("claims_parameter_supported", false);
        return metadata;
    }

    private static Map<String, Object> clients() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("client_id_metadata_document_supported", true);
        metadata.put("dpop_signing_alg_values_supported", DpopProof.ALGORITHMS);
        metadata.put(
                "grant_types_supported",
                List.of(
                        "authorization_code",
                        "refresh_token",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "client_credentials",
                        "urn:ietf:params:oauth:grant-type:token-exchange"));
        List<String> methods = List.of("none", "client_secret_basic", "client_secret_post", "private_key_jwt");
        List<String> algorithms = List.of("ES256", "RS256", "PS256");
        metadata.put("token_endpoint_auth_methods_supported", methods);
        metadata.put("token_endpoint_auth_signing_alg_values_supported", algorithms);
        metadata.put("revocation_endpoint_auth_methods_supported", methods);
        metadata.put("revocation_endpoint_auth_signing_alg_values_supported", algorithms);
        metadata.put(
                "introspection_endpoint_auth_methods_supported",
                methods.stream()
                        .filter(method -> method.startsWith("client_secret_"))
                        .toList());
        return metadata;
    }

    private static Map<String, Object> identity() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put(
                "claims_supported",
                List.of(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "auth_time",
                        "nonce",
                        "amr",
                        "at_hash",
                        "name",
                        "email",
                        "email_verified"));
        return metadata;
    }

    private static List<String> scopes() {
        return Stream.concat(
                        Stream.of("openid", "profile", "email", "offline_access"),
                        Scopes.all().stream().map(Scope::name))
                .toList();
    }
}
