/** Approving and denying requests. */
@NullMarked
package org.watchbill.schedule.decision;

import org.jspecify.annotations.NullMarked;
