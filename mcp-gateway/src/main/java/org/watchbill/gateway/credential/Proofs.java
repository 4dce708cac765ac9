package org.watchbill.gateway.credential;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.watchbill.kit.token.dpop.DpopProof;
import org.watchbill.kit.token.dpop.InvalidProofException;
import org.watchbill.kit.token.dpop.SeenProofs;

/** Checks the proofs that come with tokens which are bound to a key. */
public final class Proofs {

    /** The method and the path that a client called. */
    public record Call(String method, String path) {}

    private final URI publicUrl;
    private final SeenProofs seen;
    private final InstantSource time;

    public Proofs(URI publicUrl, SeenProofs seen, InstantSource time) {
        this.publicUrl = publicUrl;
        this.seen = seen;
        this.time = time;
    }

    PresentedCredential check(PresentedCredential.Bound bound, Call call) {
        Credential credential = bound.credential();
        DpopProof.Request request = new DpopProof.Request(
                call.method(),
                URI.create(publicUrl + call.path()),
                Optional.of(credential.value().reveal()));
        try {
            return new PresentedCredential.Found(
                    credential, Optional.of(DpopProof.check(bound.proof(), request, time.instant())));
        } catch (InvalidProofException e) {
            return new PresentedCredential.BadProof(String.valueOf(e.getMessage()));
        }
    }

    boolean isFirst(DpopProof proof) {
        return seen.isFirst(proof);
    }
}
