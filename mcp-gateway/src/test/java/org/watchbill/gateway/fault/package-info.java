/** The gateway under faults and load, bounded in time; numbers are those of the list of goals. */
@NullMarked
package org.watchbill.gateway.fault;

import org.jspecify.annotations.NullMarked;
