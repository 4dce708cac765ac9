package org.watchbill.gateway.call;

/** One method of the protocol. */
@FunctionalInterface
public interface Method {

    /** Interrupted when nobody waits for the answer any more. */
    Outcome answer(Call call) throws InterruptedException;
}
