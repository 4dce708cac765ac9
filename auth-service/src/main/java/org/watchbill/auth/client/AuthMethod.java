package org.watchbill.auth.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a client proves at the token endpoint that it is itself ({@code token_endpoint_auth_method}, RFC 7591 section 2). */
public enum AuthMethod {
    NONE,
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST,
    PRIVATE_KEY_JWT;

    public static Optional<AuthMethod> find(String text) {
        return Arrays.stream(values())
                .filter(method -> method.text().equals(text))
                .findFirst();
    }

    /** The name in metadata, such as {@code private_key_jwt}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean hasSecret() {
        return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
    }
}
