package org.watchbill.kit.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail that a sender has taken.
 *
 * @param mail empty when it was sealed with another secret
 * @param attempts how often it has been taken, this time included; whoever took it later has a higher number
 */
record StoredMail(UUID id, Optional<Mail> mail, long attempts, Instant createdAt) {}
