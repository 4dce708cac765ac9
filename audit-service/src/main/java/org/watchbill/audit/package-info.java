/** audit-service: the append-only log of everything the suite was asked to change. */
@NullMarked
package org.watchbill.audit;

import org.jspecify.annotations.NullMarked;
