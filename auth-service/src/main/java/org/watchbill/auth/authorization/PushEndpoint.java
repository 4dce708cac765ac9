package org.watchbill.auth.authorization;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.watchbill.auth.authorization.pushed.KeepRequest;
import org.watchbill.auth.authorization.pushed.PushedRequest;
import org.watchbill.auth.limit.SharedCeiling;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.oauth.Resources;
import org.watchbill.auth.page.PageRefusal;
import org.watchbill.auth.token.ClientAuthentication;
import org.watchbill.auth.token.Refusals;
import org.watchbill.kit.http.JsonBody;
import org.watchbill.kit.http.address.ClientAddresses;

/** {@code POST /par}, RFC 9126: checks an authorization request and keeps it, one use, for 60 seconds. */
public final class PushEndpoint {

    private static final int LONGEST = 8000;
    private static final int MOST_A_MINUTE = 600;
    private static final Set<String> PROOFS = Set.of("client_secret", "client_assertion", "client_assertion_type");

    private record PushedBody(String requestUri, long expiresIn) {}

    private final ClientAuthentication authentication;
    private final FindClient findClient;
    private final KeepRequest keepRequest;
    private final Resources resources;
    private final ClientAddresses addresses;
    private final SharedCeiling ceiling;

    public PushEndpoint(
            ClientAuthentication authentication,
            FindClient findClient,
            KeepRequest keepRequest,
            Resources resources,
            ClientAddresses addresses,
            InstantSource time) {
        this.authentication = authentication;
        this.findClient = findClient;
        this.keepRequest = keepRequest;
        this.resources = resources;
        this.addresses = addresses;
        this.ceiling = new SharedCeiling(MOST_A_MINUTE, Duration.ofMinutes(1), time);
    }

    public void push(ServerRequest request, ServerResponse response) {
        if (!ceiling.allows(addresses.keyOf(request))) {
            throw new OAuthException(OAuthError.TEMPORARILY_UNAVAILABLE, "Too many requests, try again in a minute");
        }
        Parameters form = Parameters.ofForm(request);
        String clientId = Refusals.forPeople(authentication.authenticate(request, form), "authorization_code");
        Parameters asked = form.without(PROOFS).with("client_id", clientId);
        check(asked);
        String encoded = asked.encoded();
        if (encoded.length() > LONGEST) {
            throw OAuthException.invalidRequest("The request is longer than 8000 characters");
        }
        String reference = keepRequest.keep(clientId, encoded);
        JsonBody.send(response, Status.CREATED_201, new PushedBody(reference, PushedRequest.LIFETIME.toSeconds()));
    }

    private void check(Parameters asked) {
        try {
            if (asked.optional("request_uri").isPresent()) {
                throw OAuthException.invalidRequest("A pushed request cannot refer to another");
            }
            FindClient.Found found = findClient.find(asked);
            AuthorizationRules.check(asked, found, resources, "");
        } catch (PageRefusal e) {
            throw OAuthException.invalidRequest(String.valueOf(e.getMessage()));
        }
    }
}
