package org.watchbill.gateway.listen;

/**
 * A task that a listener wants to hear of.
 *
 * @param id by which the listener knows it
 * @param upstream the name of the service that has it
 * @param ownId by which that service knows it
 */
public record WatchedTask(String id, String upstream, String ownId) {}
