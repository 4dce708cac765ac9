package org.watchbill.auth.token;

import org.watchbill.auth.client.Program;

/** Who asks for a token. */
public sealed interface TokenClient {

    /** A registered client without a secret; its code verifier or refresh token is the proof. */
    record Public(String id) implements TokenClient {}

    /** A program of the suite that proved its secret. */
    record Trusted(Program.Kind kind) implements TokenClient {}
}
