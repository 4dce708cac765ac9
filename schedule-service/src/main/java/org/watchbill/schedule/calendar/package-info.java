/** Import of iCalendar files: events become assignments. */
@NullMarked
package org.watchbill.schedule.calendar;

import org.jspecify.annotations.NullMarked;
