/** The MCP conformance suite against the gateway. */
@NullMarked
package org.watchbill.system.conformance;

import org.jspecify.annotations.NullMarked;
