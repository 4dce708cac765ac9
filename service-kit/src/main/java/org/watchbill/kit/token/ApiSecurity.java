package org.watchbill.kit.token;

import io.helidon.http.HeaderNames;
import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Security;
import io.helidon.security.SecurityEnvironment;
import io.helidon.security.SecurityResponse.SecurityStatus;
import io.helidon.security.jwt.jwk.JwkKeys;
import io.helidon.security.providers.oidc.OidcProvider;
import io.helidon.security.providers.oidc.common.OidcConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;

/**
 * Bearer protection of REST APIs by Helidon's OIDC provider: no token or a bad one answers 401 with a challenge, a
 * missing scope 403. The provider reads its keys once, so it is built anew whenever the issuer publishes other keys.
 *
 * <p>The provider takes the time from the system clock.
 */
public final class ApiSecurity implements ApiDoor {

    // Without one the provider writes a password of its own into the working directory, for cookies that it never sets.
    private static final char[] UNUSED_PASSWORD =
            new BigInteger(256, new SecureRandom()).toString(36).toCharArray();

    private record Guard(JwkKeys keys, Security security) {}

    private final TokenVerifier.Trust trust;
    private final KeySet keys;
    private volatile @Nullable Guard guard;

    public ApiSecurity(TokenVerifier.Trust trust) {
        this(trust, InstantSource.system());
    }

    /** With a settable time for the pauses between two fetches of the keys. */
    ApiSecurity(TokenVerifier.Trust trust, InstantSource time) {
        this.trust = trust;
        this.keys = new KeySet(trust.jwks(), time);
    }

    /** Installs the answer of the protected handlers of {@code routing} to a token that is refused. */
    public void setup(HttpRouting.Builder routing) {
        routing.error(InvalidTokenException.class, (request, response, e) -> Challenges.invalid(response, e));
    }

    @Override
    public Handler authenticate(ApiOperation operation) {
        return (request, response) ->
                authenticated(request, response).ifPresent(caller -> operation.handle(caller, request, response));
    }

    private Optional<Caller> authenticated(ServerRequest request, ServerResponse response) {
        Optional<String> token = BearerToken.of(request.headers());
        if (token.isEmpty()) {
            Challenges.missing(response);
            return Optional.empty();
        }
        try {
            return Optional.of(caller(token.get()));
        } catch (BackendException e) {
            Problems.send(
                    response, Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The keys of the issuer are not available"));
            return Optional.empty();
        }
    }

    private Caller caller(String token) {
        TokenParts parts = TokenParts.of(token);
        JwkKeys current = keys.including(parts.keyId());
        boolean sameAlgorithm = current.forKeyId(parts.keyId())
                .filter(key -> key.algorithm().equals(parts.algorithm()))
                .isPresent();
        if (!sameAlgorithm || !isAccepted(token, current)) {
            throw new InvalidTokenException("The token is not valid");
        }
        return new Claims(parts.claims())
                .token()
                .caller()
                .orElseThrow(() -> new InvalidTokenException("The token names no organisation"));
    }

    private boolean isAccepted(String token, JwkKeys current) {
        SecurityEnvironment environment = SecurityEnvironment.builder()
                .header(HeaderNames.AUTHORIZATION.defaultCase(), "Bearer " + token)
                .build();
        AuthenticationResponse answer = guarding(current)
                .contextBuilder("api")
                .env(environment)
                .build()
                .atnClientBuilder()
                .submit();
        return answer.status() == SecurityStatus.SUCCESS;
    }

    private Security guarding(JwkKeys current) {
        Guard known = guard;
        if (known != null && known.keys() == current) {
            return known.security();
        }
        Guard next = new Guard(current, security(current));
        guard = next;
        return next.security();
    }

    private Security security(JwkKeys current) {
        URI issuer = trust.jwks().resolve("/");
        OidcConfig config = OidcConfig.builder()
                .identityUri(issuer)
                .oidcMetadataWellKnown(false)
                .clientId("api")
                .clientSecret("none, for this client requests no tokens")
                .issuer(trust.issuer())
                .audience(trust.audience())
                .signJwk(current)
                .redirect(false)
                .useHeader(true)
                .useCookie(false)
                .cookieEncryptionPassword(UNUSED_PASSWORD)
                .useParam(false)
                .build();
        return Security.builder()
                .addProvider(OidcProvider.create(config), "oidc")
                .build();
    }
}
