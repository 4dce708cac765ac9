/** What was done: the event, the outbox it waits in, and the sender that takes it to audit-service. */
@NullMarked
package org.watchbill.kit.audit;

import org.jspecify.annotations.NullMarked;
