/** The services behind the gateway, each a stateless MCP server of revision 2026-07-28. */
@NullMarked
package org.watchbill.gateway.upstream;

import org.jspecify.annotations.NullMarked;
