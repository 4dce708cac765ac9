@NullMarked
package org.watchbill.kit.mcp.resource;

import org.jspecify.annotations.NullMarked;
