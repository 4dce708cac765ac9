/** Deadlines for reading and writing, which Helidon's sockets do not have. */
@NullMarked
package org.watchbill.kit.http.deadline;

import org.jspecify.annotations.NullMarked;
