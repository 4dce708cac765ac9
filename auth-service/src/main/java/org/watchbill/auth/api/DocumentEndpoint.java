package org.watchbill.auth.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.watchbill.auth.scope.Scope;
import org.watchbill.auth.scope.Scopes;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.rest.ApiDocument;
import org.watchbill.kit.rest.RestApi;

/** {@code /openapi.json}, made when it is asked for first, and the metadata of the API as a resource (RFC 9728). */
public final class DocumentEndpoint {

    private static final String EXAMPLES = "/auth-service/api-examples.json";

    private record Metadata(
            String resource,
            List<String> authorizationServers,
            List<String> scopesSupported,
            List<String> bearerMethodsSupported,
            String resourceName) {}

    private final RestApi api;
    private final String issuer;
    private final byte[] metadata;
    private volatile byte @Nullable [] document;

    public DocumentEndpoint(RestApi api, String issuer, String resource) {
        this.api = api;
        this.issuer = issuer;
        this.metadata = Json.bytes(new Metadata(
                resource,
                List.of(issuer),
                Scopes.ofAccounts().stream().map(Scope::name).toList(),
                List.of("header"),
                "Watchbill accounts"));
    }

    public void document(ServerRequest request, ServerResponse response) {
        byte[] ready = document;
        if (ready == null) {
            ready = Json.bytes(ApiDocument.of(about(), api, EXAMPLES));
            document = ready;
        }
        send(response, ready);
    }

    public void metadata(ServerRequest request, ServerResponse response) {
        send(response, metadata);
    }

    private ApiDocument.About about() {
        Map<String, String> scopes = Scopes.ofAccounts().stream().collect(Collectors.toMap(Scope::name, Scope::words));
        return new ApiDocument.About(
                "Watchbill accounts",
                "Organisations, their people, clients and connections. A token is for one organisation; there is nothing "
                        + "beyond it. Every write is in the audit log.",
                issuer,
                issuer,
                scopes);
    }

    private static void send(ServerResponse response, byte[] body) {
        response.header(HeaderValues.CONTENT_TYPE_JSON)
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=300")
                .send(body);
    }
}
