/**
 * The handshake era: {@code LegacyEra} takes what comes over HTTP, {@code SessionGate} finds the session, requests run as
 * calls that {@code notifications/cancelled} can reach, answers are projected onto the session's revision.
 */
@NullMarked
package org.watchbill.gateway.legacy;

import org.jspecify.annotations.NullMarked;
