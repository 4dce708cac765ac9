package org.watchbill.gateway.httpsse;

import java.time.Instant;

/**
 * One stream of a client.
 *
 * @param id what the client sends with every message, sealed and bound to its principal
 * @param key stands for the id where replicas share things
 */
record Connection(String id, String key, Instant end) {}
