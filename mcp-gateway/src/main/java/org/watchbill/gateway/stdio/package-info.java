/**
 * The stdio transport: a process that a local client starts, and that carries its messages to a gateway and back.
 *
 * <p>{@code StdioMain} reads the environment, {@code Bridge} the client's lines. Stateless messages go through {@code
 * ModernLink}, which adds the headers that HTTP wants of them, {@code ToolHeaders} those of single tools; all others through {@code LegacyLink}, which keeps the
 * session. {@code GatewayConnection} is the one place that speaks HTTP.
 */
@NullMarked
package org.watchbill.gateway.stdio;

import org.jspecify.annotations.NullMarked;
