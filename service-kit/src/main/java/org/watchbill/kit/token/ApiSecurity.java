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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.watchbill.kit.http.BackendException;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.dpop.InvalidProofException;
import org.watchbill.kit.token.dpop.PresentedToken;
import org.watchbill.kit.token.dpop.ProofMemory;

/**
 * Bearer protection of REST APIs: no token or a bad one answers 401 with a challenge, a missing scope 403. Helidon's OIDC
 * provider checks access tokens; then auth-service says what the token is worth now, as it does of API tokens, and so a
 * revocation bites within 60 s. The provider reads its keys once, so it is built anew whenever others are published.
 *
 * <p>The provider takes the time from the system clock.
 */
public final class ApiSecurity implements ApiDoor {

    // Without one the provider writes a password of its own into the working directory, for cookies that it never sets.
    private static final char[] UNUSED_PASSWORD =
            new BigInteger(256, new SecureRandom()).toString(36).toCharArray();

    private static final Pattern API_TOKEN = Pattern.compile("wb_[0-9A-Za-z]{40,60}");

    private record Guard(JwkKeys keys, Security security) {}

    private final TokenVerifier.Trust trust;
    /** Where this service is reached, by its resource's name. */
    private final URI base;

    private final ProofMemory proofs;
    private final InstantSource time;
    private final KeySet keys;
    private final IntrospectedTokens tokens;
    private volatile @Nullable Guard guard;

    /** {@code credentials} are those by which this service asks auth-service. */
    public ApiSecurity(TokenVerifier.Trust trust, ServiceTokens.Credentials credentials, InstantSource time) {
        this.trust = trust;
        this.base = URI.create(trust.audience());
        this.proofs = new ProofMemory(time);
        this.time = time;
        this.keys = new KeySet(trust.jwks(), time);
        this.tokens = new IntrospectedTokens(trust, new TokenIntrospection(trust, credentials)::ask, time);
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
        try {
            Optional<PresentedToken> shown = PresentedToken.of(request, base, time.instant());
            if (shown.isEmpty()) {
                Challenges.missing(response);
            }
            return shown.map(this::caller);
        } catch (InvalidProofException e) {
            Challenges.invalidProof(response, e);
            return Optional.empty();
        } catch (BackendException e) {
            Problems.send(
                    response,
                    Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "Nobody can say at the moment what the token is worth"));
            return Optional.empty();
        }
    }

    private Caller caller(PresentedToken shown) {
        String token = shown.token();
        if (!API_TOKEN.matcher(token).matches()) {
            checkSignature(token);
        }
        VerifiedToken worth = tokens.worth(token);
        shown.requireHolder(worth.key(), proofs);
        return worth.caller().orElseThrow(() -> new InvalidTokenException("The token names no organisation"));
    }

    private void checkSignature(String token) {
        TokenParts parts = TokenParts.of(token);
        JwkKeys current = keys.including(parts.keyId());
        boolean sameAlgorithm = current.forKeyId(parts.keyId())
                .filter(key -> key.algorithm().equals(parts.algorithm()))
                .isPresent();
        if (!sameAlgorithm || !isAccepted(token, current)) {
            throw new InvalidTokenException("The token is not valid");
        }
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
