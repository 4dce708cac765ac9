/** Wall clocks: how a local date and time in a zone becomes an instant, and back into words. */
@NullMarked
package org.watchbill.schedule.clock;

import org.jspecify.annotations.NullMarked;
