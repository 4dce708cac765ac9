/** Import of rosters from CSV files. */
@NullMarked
package org.watchbill.schedule.roster;

import org.jspecify.annotations.NullMarked;
