/** Clients that know only the gateway's address: a browser without scripts, OAuth, and MCP in both eras. */
@NullMarked
package org.watchbill.system.client;

import org.jspecify.annotations.NullMarked;
