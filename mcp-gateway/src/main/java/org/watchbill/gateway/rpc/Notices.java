package org.watchbill.gateway.rpc;

import tools.jackson.databind.node.ObjectNode;

/** Takes the messages that belong to a request and come before its answer: progress, log messages, questions. */
@FunctionalInterface
public interface Notices {

    /** For requests of the gateway itself. */
    Notices NONE = message -> {};

    /** Blocks while the client reads slowly; throws {@link InterruptedException} when the request is given up. */
    void send(ObjectNode message) throws InterruptedException;
}
