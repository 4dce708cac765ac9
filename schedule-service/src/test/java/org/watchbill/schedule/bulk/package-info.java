/** Tests of reading CSV. */
@NullMarked
package org.watchbill.schedule.bulk;

import org.jspecify.annotations.NullMarked;
