package org.watchbill.audit.log;

import java.time.Instant;

/**
 * An event at its final place in the chain of its organisation.
 *
 * @param index counted from 0 without gaps
 * @param hash SHA-256 in lower-case hexadecimal over {@code previousHash} and the event's text
 * @param recordedAt when the log took it; not covered by the hash
 */
record Entry(long index, CanonicalEvent event, String previousHash, String hash, Instant recordedAt) {}
