/** Named groups of members. */
@NullMarked
package org.watchbill.schedule.team;

import org.jspecify.annotations.NullMarked;
