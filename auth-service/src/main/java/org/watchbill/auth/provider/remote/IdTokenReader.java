package org.watchbill.auth.provider.remote;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.account.EmailAddress;

/** Checks ID tokens (OpenID Connect Core 1.0, section 3.1.3.7); only asymmetric signatures. */
public final class IdTokenReader {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.EdDSA);
    private static final Duration OLDEST = Duration.ofMinutes(10);
    private static final int LONGEST_SUBJECT = 255;

    private final ProviderDirectory directory;
    private final InstantSource time;

    public IdTokenReader(ProviderDirectory directory, InstantSource time) {
        this.directory = directory;
        this.time = time;
    }

    /** Throws {@link ProviderException} for a token that is not from the provider, for this service and for this sign-in. */
    public ProviderIdentity read(String token, Provider provider, ProviderMetadata metadata, String nonce) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String keyId = Objects.requireNonNullElse(jwt.getHeader().getKeyID(), "");
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    ALGORITHMS, new ImmutableJWKSet<>(directory.keys(metadata, keyId))));
            processor.setJWTClaimsSetVerifier(verifier(provider, nonce));
            return identity(processor.process(jwt, null), provider);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new ProviderException("The provider's ID token is not valid", e);
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> verifier(Provider provider, String nonce) {
        JWTClaimsSet exact = new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .claim("nonce", nonce)
                .build();
        return new DefaultJWTClaimsVerifier<>(provider.registration().clientId(), exact, Set.of("sub", "iat", "exp")) {
            @Override
            protected Date currentTime() {
                return Date.from(time.instant());
            }
        };
    }

    private ProviderIdentity identity(JWTClaimsSet claims, Provider provider) throws ParseException {
        String subject = claims.getSubject();
        Instant issued = claims.getIssueTime().toInstant();
        String authorized = claims.getStringClaim("azp");
        boolean forOthersToo = claims.getAudience().size() > 1 && authorized == null;
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new ProviderException("The provider's subject is unusable");
        }
        if (forOthersToo
                || (authorized != null
                        && !authorized.equals(provider.registration().clientId()))) {
            throw new ProviderException("The provider's ID token is for another client");
        }
        if (issued.isBefore(time.instant().minus(OLDEST))) {
            throw new ProviderException("The provider's ID token is old");
        }
        return new ProviderIdentity(subject, email(claims));
    }

    /** Some providers write the boolean as a text. */
    private static Optional<String> email(JWTClaimsSet claims) throws ParseException {
        boolean verified = "true".equals(String.valueOf(claims.getClaim("email_verified")));
        return Optional.ofNullable(claims.getStringClaim("email"))
                .filter(given -> verified)
                .flatMap(EmailAddress::normalised);
    }
}
