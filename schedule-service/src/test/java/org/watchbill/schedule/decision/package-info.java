/** Tests of the rules of decisions. */
@NullMarked
package org.watchbill.schedule.decision;

import org.jspecify.annotations.NullMarked;
