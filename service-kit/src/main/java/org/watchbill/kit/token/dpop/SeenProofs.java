package org.watchbill.kit.token.dpop;

/** Remembers proofs for as long as they could be shown again. */
@FunctionalInterface
public interface SeenProofs {

    /** False when the proof was seen before, or when nothing can be said about it. */
    boolean isFirst(DpopProof proof);
}
