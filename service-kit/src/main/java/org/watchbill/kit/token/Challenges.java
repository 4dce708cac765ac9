package org.watchbill.kit.token;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import org.watchbill.kit.http.Problems;
import org.watchbill.kit.refusal.ErrorCode;
import org.watchbill.kit.refusal.Refusal;
import org.watchbill.kit.token.dpop.DpopProof;
import org.watchbill.kit.token.dpop.InvalidProofException;

/** The answers to a request without sufficient credentials, with their challenges (RFC 6750 section 3). */
public final class Challenges {

    private Challenges() {}

    public static void missing(ServerResponse response) {
        send(response, "Bearer", Refusal.of(ErrorCode.UNAUTHENTICATED, "A bearer token is required"));
    }

    public static void invalid(ServerResponse response, InvalidTokenException reason) {
        send(
                response,
                "Bearer error=\"invalid_token\", error_description=\"" + quotable(reason) + "\"",
                Refusal.of(ErrorCode.UNAUTHENTICATED, quotable(reason)));
    }

    /** For a token that is bound to a key (RFC 9449 section 7.1). */
    public static void invalidProof(ServerResponse response, InvalidProofException reason) {
        send(
                response,
                "DPoP error=\"invalid_dpop_proof\", algs=\"" + String.join(" ", DpopProof.ALGORITHMS) + "\"",
                Refusal.of(ErrorCode.UNAUTHENTICATED, String.valueOf(reason.getMessage())));
    }

    public static void insufficient(ServerResponse response, String scope) {
        send(
                response,
                "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"",
                Refusal.of(ErrorCode.INSUFFICIENT_SCOPE, "The token lacks the scope " + scope));
    }

    private static void send(ServerResponse response, String challenge, Refusal refusal) {
        response.header(HeaderNames.WWW_AUTHENTICATE, challenge);
        Problems.send(response, refusal);
    }

    private static String quotable(InvalidTokenException reason) {
        String message = reason.getMessage();
        return message == null ? "The token is not valid" : message.replace('"', '\'');
    }
}
