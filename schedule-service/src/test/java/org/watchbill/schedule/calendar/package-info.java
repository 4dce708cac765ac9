/** Tests of reading calendars. */
@NullMarked
package org.watchbill.schedule.calendar;

import org.jspecify.annotations.NullMarked;
