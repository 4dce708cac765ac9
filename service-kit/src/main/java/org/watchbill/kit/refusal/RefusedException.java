package org.watchbill.kit.refusal;

/** A request that cannot be read or is not allowed; mapped to a problem response in one place. */
public final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
