/** The schedule as resources that a client can read, attach and watch. */
@NullMarked
package org.watchbill.schedule.board;

import org.jspecify.annotations.NullMarked;
