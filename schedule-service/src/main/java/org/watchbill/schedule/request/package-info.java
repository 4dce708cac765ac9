/** Requests to change the roster: what they are, where they stand, which wait. */
@NullMarked
package org.watchbill.schedule.request;

import org.jspecify.annotations.NullMarked;
