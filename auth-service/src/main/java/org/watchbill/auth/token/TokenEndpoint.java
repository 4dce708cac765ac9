package org.watchbill.auth.token;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.kit.http.JsonBody;

/** {@code POST /token}. */
public final class TokenEndpoint {

    private static final Set<String> REPEATABLE = Set.of("audience", "resource");

    private final ClientAuthentication authentication;
    private final Map<String, GrantType> grantTypes;
    private final ProofDoor proofs;

    /** {@code grantTypes} by the value of the parameter. */
    public TokenEndpoint(ClientAuthentication authentication, Map<String, GrantType> grantTypes, ProofDoor proofs) {
        this.authentication = authentication;
        this.grantTypes = Map.copyOf(grantTypes);
        this.proofs = proofs;
    }

    public void token(ServerRequest request, ServerResponse response) {
        Parameters form = Parameters.ofForm(request);
        form.refuseRepeated(REPEATABLE);
        String named = form.required("grant_type");
        TokenClient client = authentication.authenticate(request, form);
        GrantType grantType = Optional.ofNullable(grantTypes.get(named))
                .orElseThrow(
                        () -> new OAuthException(OAuthError.UNSUPPORTED_GRANT_TYPE, "The grant type is not offered"));
        TokenAnswer answer = grantType.answer(new TokenRequest(client, form, proofs.key(request)));
        response.header(HeaderNames.PRAGMA, "no-cache");
        JsonBody.send(response, Status.OK_200, answer);
    }
}
