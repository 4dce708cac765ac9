package org.watchbill.kit.token.dpop;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.watchbill.kit.token.BearerToken;

/**
 * An access token as a request carries it, in exactly one {@code Authorization} header: as a bearer token (RFC 6750), or
 * with a proof that its sender holds a key (RFC 9449 section 7.1).
 */
public record PresentedToken(String token, Optional<DpopProof> proof) {

    private static final String SCHEME = "DPoP ";

    /**
     * The token of {@code request}, which came to the server at {@code base}; empty when there is none. Throws
     * {@link InvalidProofException}.
     */
    public static Optional<PresentedToken> of(ServerRequest request, URI base, Instant now) {
        List<String> values = request.headers().values(HeaderNames.AUTHORIZATION);
        if (values.size() != 1 || !values.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return BearerToken.of(request.headers()).map(token -> new PresentedToken(token, Optional.empty()));
        }
        String token = values.getFirst().substring(SCHEME.length()).strip();
        return Optional.of(new PresentedToken(token, Optional.of(proof(request, base, Optional.of(token), now))));
    }

    /** The proof of a request that carries {@code token}, or none. Throws {@link InvalidProofException}. */
    public static DpopProof proof(ServerRequest request, URI base, Optional<String> token, Instant now) {
        List<String> proofs = request.headers().values(HeaderNames.create(DpopProof.HEADER));
        if (proofs.size() != 1) {
            throw new InvalidProofException("The request must have one proof");
        }
        String method = request.prologue().method().text();
        URI target = base.resolve(request.path().absolute().rawPath());
        return DpopProof.check(proofs.getFirst(), new DpopProof.Request(method, target, token), now);
    }

    /**
     * Throws {@link InvalidProofException} unless the token, which is bound to {@code key} if it is bound, was sent by the
     * holder and the proof was not used before.
     */
    public void requireHolder(Optional<String> key, SeenProofs seen) {
        if (!proof.map(DpopProof::thumbprint).equals(key)) {
            throw new InvalidProofException("The token is not bound to the key of a proof of this request");
        }
        if (proof.filter(shown -> !seen.isFirst(shown)).isPresent()) {
            throw new InvalidProofException("The proof was used before");
        }
    }

    @Override
    public String toString() {
        return "PresentedToken[hidden]";
    }
}
