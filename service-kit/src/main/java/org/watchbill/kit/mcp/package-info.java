/** A stateless MCP 2026-07-28 server for the tools of one service. */
@NullMarked
package org.watchbill.kit.mcp;

import org.jspecify.annotations.NullMarked;
