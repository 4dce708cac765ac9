/** Suggestions for arguments of prompts and variables of resource templates. */
@NullMarked
package org.watchbill.kit.mcp.completion;

import org.jspecify.annotations.NullMarked;
