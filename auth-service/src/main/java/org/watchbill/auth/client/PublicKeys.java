package org.watchbill.auth.client;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.text.ParseException;
import java.util.Optional;

/** The keys that a client shows of itself. */
public final class PublicKeys {

    private PublicKeys() {}

    /** The JSON Web Key Set, when it can be read and holds no key that must be secret. */
    public static Optional<String> of(String set) {
        try {
            JWKSet keys = JWKSet.parse(set);
            return keys.getKeys().stream().anyMatch(key -> key.isPrivate() || key instanceof OctetSequenceKey)
                    ? Optional.empty()
                    : Optional.of(keys.toString());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
