/** What is worked: shift types and their hours for each weekday. */
@NullMarked
package org.watchbill.schedule.shifttype;

import org.jspecify.annotations.NullMarked;
