/** Asking that somebody else take a shift. */
@NullMarked
package org.watchbill.schedule.coverage;

import org.jspecify.annotations.NullMarked;
