package org.watchbill.auth.client.administration;

import java.util.Optional;
import org.watchbill.auth.secret.RandomSecret;
import org.watchbill.auth.secret.SecretHash;

/**
 * A client secret that a command may give out. It stays with the request that runs the command, because the answers of
 * commands are stored: a repeat of the command learns that it was done, and not the secret.
 */
public final class NewSecret {

    private final String text = RandomSecret.next();
    private boolean given;

    /** The form in which it is stored with the client that gets it. */
    String give() {
        given = true;
        return SecretHash.of(text);
    }

    /** The secret, to be shown once, when the command gave it to a client. */
    public Optional<String> given() {
        return given ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String toString() {
        return "NewSecret[hidden]";
    }
}
