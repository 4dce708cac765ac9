package org.watchbill.auth.key;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;

/** A key pair and the one algorithm it is for. */
record SigningKey(JWSAlgorithm algorithm, JWK jwk) {

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
