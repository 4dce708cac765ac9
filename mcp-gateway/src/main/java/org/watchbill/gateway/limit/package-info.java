/** What one caller may cost: requests in a minute and streams at the same time. */
@NullMarked
package org.watchbill.gateway.limit;

import org.jspecify.annotations.NullMarked;
