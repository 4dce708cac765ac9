package org.watchbill.auth.client.assertion;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Proof;
import org.watchbill.auth.client.document.RecallClient;
import org.watchbill.auth.secret.SecretHash;
import org.watchbill.kit.database.Database;
import org.watchbill.kit.http.outbound.GuardedClient;

/** Finds the client that signed an assertion, which is good once. */
public final class CheckAssertion {

    private static final int LONGEST = 8192;

    private final Database database;
    private final RecallClient recallClient;
    private final ClientKeys keys;
    private final UsedAssertions used = new UsedAssertions();
    private final Set<String> audiences;
    private final InstantSource time;

    /** {@code issuer} is what this server is called; an assertion for one of its endpoints is for it too. */
    public CheckAssertion(
            Database database, RecallClient recallClient, GuardedClient outbound, String issuer, InstantSource time) {
        this.database = database;
        this.recallClient = recallClient;
        this.keys = new ClientKeys(outbound, time);
        this.audiences = Set.of(issuer, issuer + "/token", issuer + "/par");
        this.time = time;
    }

    /** Empty for anything but a fresh assertion of a client that signs its assertions. */
    public Optional<Client> check(String assertion) {
        Instant now = time.instant();
        if (assertion.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!AssertionRules.ALGORITHMS.contains(jwt.getHeader().getAlgorithm())
                    || !AssertionRules.isTimely(claims, audiences, now)) {
                return Optional.empty();
            }
            return recallClient
                    .withKeys(claims.getIssuer())
                    .filter(client -> isSignedBy(client, jwt))
                    .filter(client -> isFirstUse(claims));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private boolean isSignedBy(Client client, SignedJWT jwt) {
        return client.proof() instanceof Proof.SignedAssertion(var method, Proof.Keys its)
                && (keys.of(its)
                                .filter(set -> AssertionRules.isSigned(jwt, set))
                                .isPresent()
                        || keys.newerOf(its)
                                .filter(set -> AssertionRules.isSigned(jwt, set))
                                .isPresent());
    }

    private boolean isFirstUse(JWTClaimsSet claims) {
        String hash = SecretHash.of(claims.getIssuer() + "\n" + claims.getJWTID());
        Instant end = claims.getExpirationTime().toInstant();
        return database.inTransaction(transaction -> used.use(transaction, hash, end));
    }
}
