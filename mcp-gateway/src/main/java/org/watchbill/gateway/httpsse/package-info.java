/**
 * The HTTP+SSE transport of revision 2024-11-05, with any revision of the handshake era spoken over it.
 *
 * <p>A client opens {@code GET /sse}, is told where to POST, and reads all answers on that stream. A connection is a sealed
 * id; the session behind it is one of {@code org.watchbill.gateway.session}, begun by the client's {@code initialize}.
 * Whatever a POST leads to is appended to the connection's log in the shared state, and whoever holds the stream follows that
 * log: stream and POSTs may be served by different replicas.
 */
@NullMarked
package org.watchbill.gateway.httpsse;

import org.jspecify.annotations.NullMarked;
