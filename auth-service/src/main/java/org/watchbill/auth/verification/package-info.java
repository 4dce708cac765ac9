/** Showing that an e-mail address is one's own, and changing it. */
@NullMarked
package org.watchbill.auth.verification;

import org.jspecify.annotations.NullMarked;
