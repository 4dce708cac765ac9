/** Tests of the rules of rosters. */
@NullMarked
package org.watchbill.schedule.roster;

import org.jspecify.annotations.NullMarked;
