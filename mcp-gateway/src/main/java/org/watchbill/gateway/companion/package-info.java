/** Plain GET addresses beside the MCP endpoint, for monitors, scripts and people with curl. */
@NullMarked
package org.watchbill.gateway.companion;

import org.jspecify.annotations.NullMarked;
