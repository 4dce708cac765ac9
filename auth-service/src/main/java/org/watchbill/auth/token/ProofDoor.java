package org.watchbill.auth.token;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.auth.oauth.OAuthError;
import org.watchbill.auth.oauth.OAuthException;
import org.watchbill.kit.token.dpop.DpopProof;
import org.watchbill.kit.token.dpop.InvalidProofException;
import org.watchbill.kit.token.dpop.PresentedToken;
import org.watchbill.kit.token.dpop.SeenProofs;

/** The proofs by which clients show that they hold a key (RFC 9449), each taken once. */
public record ProofDoor(URI base, SeenProofs seen, InstantSource time) {

    /** The thumbprint of the key that signed a request for a token; empty when the request has no proof. */
    Optional<String> key(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.create(DpopProof.HEADER))) {
            return Optional.empty();
        }
        try {
            DpopProof proof = PresentedToken.proof(request, base, Optional.empty(), time.instant());
            if (seen.isFirst(proof)) {
                return Optional.of(proof.thumbprint());
            }
        } catch (InvalidProofException e) {
            throw new OAuthException(OAuthError.INVALID_DPOP_PROOF, String.valueOf(e.getMessage()));
        }
        throw new OAuthException(OAuthError.INVALID_DPOP_PROOF, "The proof was used before");
    }

    /** The token of a request to a resource of this service; empty when there is none. Throws {@link InvalidProofException}. */
    public Optional<PresentedToken> token(ServerRequest request) {
        return PresentedToken.of(request, base, time.instant());
    }
}
