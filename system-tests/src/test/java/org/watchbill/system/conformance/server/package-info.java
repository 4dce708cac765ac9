/** A stateless MCP server of revision 2026-07-28 for tests: methods are functions, answers become streams once they notify. */
@NullMarked
package org.watchbill.system.conformance.server;

import org.jspecify.annotations.NullMarked;
