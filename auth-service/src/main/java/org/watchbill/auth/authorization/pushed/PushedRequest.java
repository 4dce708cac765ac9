package org.watchbill.auth.authorization.pushed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that waits for its person.
 *
 * @param parameters as they would stand in the query of {@code /authorize}
 * @param openedAt when a browser first came with it
 */
public record PushedRequest(String secretHash, String clientId, String parameters, Optional<Instant> openedAt) {

    /** How long a client has to send its person. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    /** How long the person has to sign in and to decide. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What references look like; no other {@code request_uri} is ever followed. */
    static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    public static boolean isReference(String requestUri) {
        return requestUri.startsWith(PREFIX);
    }
}
