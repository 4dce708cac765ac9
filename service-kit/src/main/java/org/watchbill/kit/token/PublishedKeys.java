package org.watchbill.kit.token;

import io.helidon.common.configurable.Resource;
import io.helidon.security.jwt.JwtException;
import io.helidon.security.jwt.jwk.JwkKeys;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.watchbill.kit.json.Json;
import org.watchbill.kit.json.JsonFormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One state of a JWKS document (RFC 7517), reduced to public ES256 and RS256 signature keys with a key id. */
final class PublishedKeys {

    static final PublishedKeys NONE =
            new PublishedKeys(new byte[0], JwkKeys.builder().build(), Set.of());

    private static final int MOST_KEYS = 32;
    private static final int SHORTEST_MODULUS = 342;

    private final byte[] document;
    private final JwkKeys keys;
    private final Set<String> ids;

    private PublishedKeys(byte[] document, JwkKeys keys, Set<String> ids) {
        this.document = document;
        this.keys = keys;
        this.ids = ids;
    }

    /** The state that {@code fetched} describes: this one when nothing changed; throws {@link JsonFormatException}. */
    PublishedKeys replacedBy(byte[] fetched) {
        return Arrays.equals(document, fetched) ? this : read(fetched);
    }

    boolean has(String keyId) {
        return ids.contains(keyId);
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    JwkKeys keys() {
        return keys;
    }

    private static PublishedKeys read(byte[] document) {
        ObjectNode usable = Json.object();
        ArrayNode list = usable.putArray("keys");
        Set<String> ids = new HashSet<>();
        for (JsonNode key : Json.parse(document).path("keys")) {
            if (list.size() < MOST_KEYS
                    && isUsable(key)
                    && ids.add(key.path("kid").stringValue(""))) {
                list.add(withAlgorithm((ObjectNode) key));
            }
        }
        try {
            return new PublishedKeys(document, keys(usable), Set.copyOf(ids));
        } catch (JwtException e) {
            throw new JsonFormatException("The issuer's keys cannot be read", e);
        }
    }

    private static JwkKeys keys(ObjectNode usable) {
        return JwkKeys.builder()
                .resource(Resource.create("jwks", Json.bytes(usable)))
                .build();
    }

    private static boolean isUsable(JsonNode key) {
        boolean signs = key.path("use").stringValue("sig").equals("sig");
        boolean isPublic = key.isObject() && !key.has("d") && !key.has("k");
        return signs && isPublic && !key.path("kid").stringValue("").isEmpty() && hasStrongKind(key);
    }

    private static boolean hasStrongKind(JsonNode key) {
        String algorithm = algorithm(key);
        return switch (key.path("kty").stringValue("")) {
            case "EC" ->
                algorithm.equals("ES256") && key.path("crv").stringValue("").equals("P-256");
            case "RSA" ->
                algorithm.equals("RS256") && key.path("n").stringValue("").length() >= SHORTEST_MODULUS;
            default -> false;
        };
    }

    private static String algorithm(JsonNode key) {
        return key.path("alg").stringValue(key.path("kty").stringValue("").equals("EC") ? "ES256" : "RS256");
    }

    private static ObjectNode withAlgorithm(ObjectNode key) {
        return key.deepCopy().put("alg", algorithm(key));
    }
}
