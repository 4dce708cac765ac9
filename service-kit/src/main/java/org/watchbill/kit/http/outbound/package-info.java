/** Calls to addresses that outsiders chose: client descriptions, webhooks, calendars. */
@NullMarked
package org.watchbill.kit.http.outbound;

import org.jspecify.annotations.NullMarked;
