/**
 * A stateless MCP 2026-07-28 server for one service. {@link org.watchbill.kit.mcp.McpEndpoint} knows transport, tokens and
 * dispatch; what there is to ask comes as a list of {@link org.watchbill.kit.mcp.McpFeature}s, one a sub-package.
 */
@NullMarked
package org.watchbill.kit.mcp;

import org.jspecify.annotations.NullMarked;
