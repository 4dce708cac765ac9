package org.watchbill.auth.token;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Programs;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.assertion.CheckAssertion;
import org.watchbill.auth.client.document.RecallClient;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.auth.oauth.Parameters;
import org.watchbill.auth.secret.SecretHash;

/**
 * Finds out which client sends a request: {@code client_secret_basic}, {@code client_secret_post}, {@code private_key_jwt}
 * or none. A secret is good in the header and in the form, whichever of the two the client registered.
 */
public final class ClientAuthentication {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private record Credentials(String id, String secret) {}

    private final RecallClient recallClient;
    private final CheckAssertion checkAssertion;
    private final Programs programs;

    public ClientAuthentication(RecallClient recallClient, CheckAssertion checkAssertion, Programs programs) {
        this.recallClient = recallClient;
        this.checkAssertion = checkAssertion;
        this.programs = programs;
    }

    public TokenClient authenticate(ServerRequest request, Parameters form) {
        Optional<String> header = request.headers().first(HeaderNames.AUTHORIZATION);
        Optional<String> secret = form.optional("client_secret");
        Optional<String> assertion = form.optional("client_assertion");
        if (Stream.of(header, secret, assertion).filter(Optional::isPresent).count() > 1) {
            throw OAuthException.invalidRequest("Authenticate in one way, not two");
        }
        if (header.isPresent()) {
            Credentials basic = basic(header.get());
            refuseOtherId(form, basic.id(), "the Authorization header");
            return withSecret(basic);
        }
        if (assertion.isPresent()) {
            return withAssertion(form, assertion.get());
        }
        String id = form.optional("client_id").orElseThrow(ClientAuthentication::refused);
        return secret.isPresent() ? withSecret(new Credentials(id, secret.get())) : withoutProof(id);
    }

    private TokenClient withSecret(Credentials credentials) {
        return programs.find(credentials.id())
                .filter(program -> program.secret().matches(credentials.secret()))
                .<TokenClient>map(program -> new TokenClient.Trusted(program.kind()))
                .or(() -> recallClient
                        .known(credentials.id())
                        .filter(client -> client.proof() instanceof Proof.SharedSecret(var method, String hash)
                                && SecretHash.matches(hash, credentials.secret()))
                        .map(TokenClient.Registered::new))
                .orElseThrow(ClientAuthentication::refused);
    }

    private TokenClient withAssertion(Parameters form, String assertion) {
        if (!form.required("client_assertion_type").equals(ASSERTION_TYPE)) {
            throw OAuthException.invalidRequest("client_assertion_type must be " + ASSERTION_TYPE);
        }
        Client client = checkAssertion.check(assertion).orElseThrow(ClientAuthentication::refused);
        refuseOtherId(form, client.id(), "the assertion");
        return new TokenClient.Registered(client);
    }

    private TokenClient withoutProof(String id) {
        return recallClient
                .known(id)
                .filter(Client::isPublic)
                .<TokenClient>map(client -> new TokenClient.Public(client.id()))
                .orElseThrow(ClientAuthentication::refused);
    }

    private static void refuseOtherId(Parameters form, String id, String proof) {
        if (form.optional("client_id").filter(named -> !named.equals(id)).isPresent()) {
            throw OAuthException.invalidRequest("client_id differs from the one in " + proof);
        }
    }

    private static Credentials basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw refused();
        }
        try {
            String text =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw refused();
            }
            return new Credentials(
                    URLDecoder.decode(text.substring(0, colon), StandardCharsets.UTF_8),
                    URLDecoder.decode(text.substring(colon + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static OAuthException refused() {
        return new OAuthException(OAuthError.INVALID_CLIENT, "The client is unknown or its credentials are wrong");
    }
}
