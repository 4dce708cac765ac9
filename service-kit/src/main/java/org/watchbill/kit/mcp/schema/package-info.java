/** JSON Schemas made from records, and arguments read by them. */
@NullMarked
package org.watchbill.kit.mcp.schema;

import org.jspecify.annotations.NullMarked;
