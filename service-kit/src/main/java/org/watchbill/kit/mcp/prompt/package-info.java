/** Prompts: texts that start a piece of work, filled with what the caller may see. */
@NullMarked
package org.watchbill.kit.mcp.prompt;

import org.jspecify.annotations.NullMarked;
