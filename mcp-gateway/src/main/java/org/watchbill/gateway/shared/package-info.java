/**
 * What the replicas of the gateway share: {@code SharedState} in memory for one process or in Redis for several. Requests
 * of the stateless era need only its buckets.
 */
@NullMarked
package org.watchbill.gateway.shared;

import org.jspecify.annotations.NullMarked;
