/** JSON-RPC 2.0 messages and what HTTP adds to them: parsing, errors, MCP headers, replies, event streams. */
@NullMarked
package org.watchbill.gateway.rpc;

import org.jspecify.annotations.NullMarked;
