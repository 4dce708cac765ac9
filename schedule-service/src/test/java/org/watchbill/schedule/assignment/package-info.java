/** Tests of who is on call. */
@NullMarked
package org.watchbill.schedule.assignment;

import org.jspecify.annotations.NullMarked;
