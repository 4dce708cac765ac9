/** Requests to change the roster: asking for cover, approving, denying. */
@NullMarked
package org.watchbill.schedule.request;

import org.jspecify.annotations.NullMarked;
