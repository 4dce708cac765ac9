package org.watchbill.system.conformance.server;

import tools.jackson.databind.node.ObjectNode;

/** Answers calls of one method with a result; {@link RpcErrorException} says no. */
@FunctionalInterface
public interface ServedMethod {
    ObjectNode answer(ServedCall call) throws InterruptedException;
}
