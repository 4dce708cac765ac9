package org.watchbill.gateway.call;

/** One method of the protocol. */
@FunctionalInterface
public interface Method {

    Outcome answer(Call call);
}
