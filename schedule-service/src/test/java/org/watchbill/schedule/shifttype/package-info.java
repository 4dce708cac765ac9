/** Tests of weekdays and hours. */
@NullMarked
package org.watchbill.schedule.shifttype;

import org.jspecify.annotations.NullMarked;
