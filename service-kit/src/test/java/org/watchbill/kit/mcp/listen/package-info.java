@NullMarked
package org.watchbill.kit.mcp.listen;

import org.jspecify.annotations.NullMarked;
