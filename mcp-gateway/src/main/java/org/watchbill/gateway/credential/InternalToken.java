package org.watchbill.gateway.credential;

import java.time.Instant;
import org.watchbill.kit.config.Secret;
import org.watchbill.kit.token.Caller;

/** A token for the services, got for a client's token; {@code caller} is what auth-service says of its owner now. */
public record InternalToken(Secret value, Instant expiresAt, Caller caller) {}
