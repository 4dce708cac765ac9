/** Tests of the rules of cover. */
@NullMarked
package org.watchbill.schedule.coverage;

import org.jspecify.annotations.NullMarked;
