/** Tests of who a caller is. */
@NullMarked
package org.watchbill.schedule.member;

import org.jspecify.annotations.NullMarked;
