/** Writes: one transaction holds the idempotency record, the effect and the audit row. */
@NullMarked
package org.watchbill.kit.command;

import org.jspecify.annotations.NullMarked;
