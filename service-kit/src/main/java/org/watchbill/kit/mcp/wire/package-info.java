/** JSON-RPC messages and HTTP headers of MCP 2026-07-28, checked in the order that the specification gives. */
@NullMarked
package org.watchbill.kit.mcp.wire;

import org.jspecify.annotations.NullMarked;
