package org.watchbill.auth.client;

/** What a client can prove itself with at the token endpoint. */
public sealed interface Proof {

    AuthMethod method();

    /** Nothing: the code verifier or the refresh token is all that such a client shows. */
    record Nothing() implements Proof {

        @Override
        public AuthMethod method() {
            return AuthMethod.NONE;
        }
    }

    /** A secret, stored as its hash and accepted in the header and in the form alike. */
    record SharedSecret(AuthMethod method, String hash) implements Proof {

        public SharedSecret {
            if (!method.hasSecret()) {
                throw new IllegalArgumentException(method + " knows no secret");
            }
        }

        @Override
        public String toString() {
            return "SharedSecret[" + method + "]";
        }
    }

    /**
     * Assertions signed with the client's own key (RFC 7523 section 2.2).
     *
     * @param method {@code NONE} when the client says that it does without an assertion where it must
     */
    record SignedAssertion(AuthMethod method, Keys keys) implements Proof {

        public SignedAssertion {
            if (method.hasSecret()) {
                throw new IllegalArgumentException(method + " needs a secret");
            }
        }
    }

    /** Public keys of a client. */
    sealed interface Keys {

        /** A JSON Web Key Set as JSON text. */
        record Inline(String set) implements Keys {}

        /** The https address of one. */
        record At(String uri) implements Keys {}
    }
}
