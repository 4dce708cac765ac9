/** What tests of every service need: settable time, tokens, databases, and clients for HTTP and MCP. */
@NullMarked
package org.watchbill.kit.testing;

import org.jspecify.annotations.NullMarked;
