/**
 * The MCP front door of the suite. The gateway holds no database and no business rule; what replicas must share is in
 * {@code shared}.
 *
 * <p>A request comes through a {@code door} (origin, limits, credential, framing) to an endpoint: {@code era} for Streamable
 * HTTP of every revision, {@code httpsse} for the transport before it, {@code companion}, {@code wellknown} and {@code page}
 * for plain GETs. {@code modern} and {@code legacy} are the codecs of the two eras; {@code session} and {@code elicitation}
 * belong to the latter. Both make of a request a {@code call}, which {@code relay} brings to the service that has what is
 * asked for, found in the {@code catalogue} and reached through an {@code upstream}. {@code listen} brings news back, {@code
 * task} passes long work on. {@code stdio} is a program of its own that carries a local client's messages here.
 */
@NullMarked
package org.watchbill.gateway;

import org.jspecify.annotations.NullMarked;
