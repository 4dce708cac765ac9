package org.watchbill.auth.key;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;

/**
 * A key pair and the one algorithm it is for.
 *
 * @param generation counts up from 1 for each algorithm
 * @param signsFrom when it takes over from the generation before
 */
record SigningKey(JWSAlgorithm algorithm, JWK jwk, int generation, Instant createdAt, Instant signsFrom) {

    String id() {
        return jwk.getKeyID();
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + " " + generation + "]";
    }
}
