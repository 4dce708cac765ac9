package org.watchbill.kit.token;

/** A token that is refused; the message is publishable and never quotes the token. */
public final class InvalidTokenException extends RuntimeException {

    public InvalidTokenException(String message) {
        super(message);
    }
}
