/** The tools of a service: {@code tools/list} and {@code tools/call}. */
@NullMarked
package org.watchbill.kit.mcp.tool;

import org.jspecify.annotations.NullMarked;
