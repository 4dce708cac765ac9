/** Streams that tell a client what has changed. */
@NullMarked
package org.watchbill.kit.mcp.listen;

import org.jspecify.annotations.NullMarked;
