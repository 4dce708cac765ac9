package org.watchbill.gateway.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import org.watchbill.kit.token.dpop.DpopProof;
import org.watchbill.kit.token.dpop.ProofMemory;
import org.watchbill.kit.token.dpop.SeenProofs;

/** The proofs that any replica has seen; while the replicas cannot share them, each goes by its own. */
public final class SharedProofs implements SeenProofs {

    private final SharedState state;
    private final ProofMemory own;

    public SharedProofs(SharedState state, InstantSource time) {
        this.state = state;
        this.own = new ProofMemory(time);
    }

    @Override
    public boolean isFirst(DpopProof proof) {
        if (!own.isFirst(proof)) {
            return false;
        }
        try {
            return state.putIfAbsent("proof:" + digest(proof), "", DpopProof.LIFE.multipliedBy(2));
        } catch (SharedStateException e) {
            return true;
        }
    }

    private static String digest(DpopProof proof) {
        try {
            String text = proof.thumbprint() + " " + proof.id();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
