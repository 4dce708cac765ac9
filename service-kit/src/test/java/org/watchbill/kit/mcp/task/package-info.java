@NullMarked
package org.watchbill.kit.mcp.task;

import org.jspecify.annotations.NullMarked;
