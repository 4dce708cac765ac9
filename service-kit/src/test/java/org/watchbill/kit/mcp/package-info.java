@NullMarked
package org.watchbill.kit.mcp;

import org.jspecify.annotations.NullMarked;
