package org.watchbill.kit.token;

import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;

/**
 * Header and claims of a signed token before any signature is checked; only tokens of the form that auth-service issues
 * can be read (RFC 9068, RFC 8725 section 3).
 */
record TokenParts(JsonNode header, JsonNode claims) {

    private static final int LONGEST = 8192;
    private static final Set<String> ALGORITHMS = Set.of("ES256", "RS256");
    private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");
    private static final Set<String> KEYS_BROUGHT_ALONG = Set.of("jwk", "jku", "x5u", "x5c", "crit");

    /** Throws {@link InvalidTokenException}. */
    static TokenParts of(String token) {
        if (token.length() > LONGEST) {
            throw new InvalidTokenException("The token is too long");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidTokenException("The token is not a signed JWT");
        }
        TokenParts read = new TokenParts(object(parts[0]), object(parts[1]));
        read.checkHeader();
        return read;
    }

    String keyId() {
        return header.path("kid").stringValue("");
    }

    String algorithm() {
        return header.path("alg").stringValue("");
    }

    private void checkHeader() {
        if (!ALGORITHMS.contains(algorithm())) {
            throw new InvalidTokenException("The token's algorithm is not accepted");
        }
        if (!TYPES.contains(header.path("typ").stringValue("").toLowerCase(Locale.ROOT))) {
            throw new InvalidTokenException("The token is not an access token");
        }
        if (KEYS_BROUGHT_ALONG.stream().anyMatch(header::has)) {
            throw new InvalidTokenException("The token's header has a member that is not accepted");
        }
        if (keyId().isEmpty()) {
            throw new InvalidTokenException("The token names no key");
        }
    }

    private static JsonNode object(String part) {
        try {
            JsonNode read = Json.parse(Base64.getUrlDecoder().decode(part));
            if (read.isObject()) {
                return read;
            }
        } catch (IllegalArgumentException | JsonFormatException e) {
            throw new InvalidTokenException("The token is not a signed JWT");
        }
        throw new InvalidTokenException("The token is not a signed JWT");
    }
}
