package org.watchbill.gateway.task;

/**
 * A task of a service.
 *
 * @param id by which the client knows it
 * @param upstream the name of the service that has it
 * @param ownId by which that service knows it
 */
public record SealedTask(String id, String upstream, String ownId) {}
