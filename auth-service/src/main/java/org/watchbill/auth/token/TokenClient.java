package org.watchbill.auth.token;

import org.watchbill.auth.client.Client;
import org.watchbill.auth.client.Program;

/** Who asks for a token. */
public sealed interface TokenClient {

    /** A client without a proof of its own; its code verifier or refresh token is the proof. */
    record Public(String id) implements TokenClient {}

    /** A registered client that proved its secret or its key. */
    record Registered(Client client) implements TokenClient {}

    /** A program of the suite that proved its secret. */
    record Trusted(Program.Kind kind) implements TokenClient {}
}
