package org.watchbill.auth.introspection;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Set;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.auth.token.TokenClient;
import org.watchbill.kit.http.JsonBody;

/** {@code POST /introspect}, for clients that prove themselves. */
public final class IntrospectionEndpoint {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final ClientAuthentication authentication;
    private final IntrospectToken introspectToken;
    private final String issuer;

    public IntrospectionEndpoint(ClientAuthentication authentication, IntrospectToken introspectToken, String issuer) {
        this.authentication = authentication;
        this.introspectToken = introspectToken;
        this.issuer = issuer;
    }

    public void introspect(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        form.refuseRepeated(Set.of());
        TokenClient client = authentication.authenticate(request, form);
        String token = form.required("token");
        JsonBody.send(
                response,
                Status.OK_200,
                switch (client) {
                    case TokenClient.Trusted(var kind) ->
                        introspectToken
                                .introspect(kind, token)
                                .map(found -> found.members(issuer))
                                .orElse(INACTIVE);
                    case TokenClient.Registered registered -> INACTIVE;
                    case TokenClient.Public unproven ->
                        throw new OAuthException(OAuthError.INVALID_CLIENT, "A client without a secret may not ask");
                });
    }
}
