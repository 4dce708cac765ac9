/** Who works which shift: the assignments, and who is on call at an instant. */
@NullMarked
package org.watchbill.schedule.assignment;

import org.jspecify.annotations.NullMarked;
