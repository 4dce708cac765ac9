/** Tests of wall clocks. */
@NullMarked
package org.watchbill.schedule.clock;

import org.jspecify.annotations.NullMarked;
