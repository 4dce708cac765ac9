@NullMarked
package org.watchbill.kit.mcp.tool;

import org.jspecify.annotations.NullMarked;
