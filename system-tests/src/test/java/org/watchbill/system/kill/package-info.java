/** The suite as four processes that are killed while clients write, and the reconciliation afterwards. */
@NullMarked
package org.watchbill.system.kill;

import org.jspecify.annotations.NullMarked;
