/** The people who can be scheduled, and how a caller is one of them. */
@NullMarked
package org.watchbill.schedule.member;

import org.jspecify.annotations.NullMarked;
