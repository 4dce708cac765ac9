package org.watchbill.auth.client.administration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.seal.Seal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries a new client secret from the command that made it to the one who asked: the answers of commands are stored, so
 * that repeats get the same one, and there the secret is sealed.
 */
public final class ClientSecrets {

    private static final String SEALED = "sealed_client_secret";
    private static final String OPEN = "client_secret";

    private final Seal seal;

    /** {@code encryption} is the secret of {@code keys.encryption-file}. */
    public ClientSecrets(Secret encryption) {
        this.seal = new Seal(encryption, "client secret");
    }

    JsonNode with(JsonNode answer, String secret) {
        ObjectNode sealed = (ObjectNode) answer.deepCopy();
        return sealed.put(SEALED, seal.close(secret.getBytes(StandardCharsets.UTF_8), List.of(id(answer))));
    }

    /** The answer of a command as its caller sees it: with {@code client_secret} when the command made one. */
    public JsonNode revealed(JsonNode answer) {
        if (!answer.has(SEALED)) {
            return answer;
        }
        ObjectNode revealed = (ObjectNode) answer.deepCopy();
        String sealed = revealed.remove(SEALED).stringValue();
        seal.open(sealed, List.of(id(answer)))
                .ifPresent(secret -> revealed.put(OPEN, new String(secret, StandardCharsets.UTF_8)));
        return revealed;
    }

    private static String id(JsonNode answer) {
        return answer.path("id").stringValue();
    }
}
