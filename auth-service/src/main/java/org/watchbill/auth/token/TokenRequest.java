package org.watchbill.auth.token;

import java.util.Optional;
import org.watchbill.auth.oauth.Parameters;

/**
 * A request for a token, of a client that has proven what it can.
 *
 * @param key thumbprint of the key that the request was signed with (RFC 9449 section 5), which the token is then bound to
 */
public record TokenRequest(TokenClient client, Parameters form, Optional<String> key) {}
