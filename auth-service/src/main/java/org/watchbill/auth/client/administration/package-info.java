/** Clients that administrators register for their organisation. */
@NullMarked
package org.watchbill.auth.client.administration;

import org.jspecify.annotations.NullMarked;
