package org.watchbill.kit.token.dpop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The proofs that this process has seen; when it can hold no more, further ones are refused. */
public final class ProofMemory implements SeenProofs {

    private static final int MOST = 100_000;

    /** A proof is accepted from one {@link DpopProof#LIFE} before its time to one after. */
    private static final Duration KEPT = DpopProof.LIFE.multipliedBy(2);

    private final InstantSource time;
    private final Map<DpopProof, Instant> seen = new LinkedHashMap<>();

    public ProofMemory(InstantSource time) {
        this.time = time;
    }

    @Override
    public synchronized boolean isFirst(DpopProof proof) {
        Instant now = time.instant();
        forgetOld(now);
        if (seen.size() >= MOST) {
            return false;
        }
        return seen.putIfAbsent(proof, now.plus(KEPT)) == null;
    }

    /** They stand in the order of their ends. */
    private void forgetOld(Instant now) {
        Iterator<Instant> ends = seen.values().iterator();
        while (ends.hasNext() && !now.isBefore(ends.next())) {
            ends.remove();
        }
    }
}
