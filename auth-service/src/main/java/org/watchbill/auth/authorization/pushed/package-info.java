/** Authorization requests that a client sends ahead (RFC 9126), so that the browser carries only a reference. */
@NullMarked
package org.watchbill.auth.authorization.pushed;

import org.jspecify.annotations.NullMarked;
