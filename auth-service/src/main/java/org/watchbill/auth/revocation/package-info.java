/** Clients and holders end what they no longer need (RFC 7009). */
@NullMarked
package org.watchbill.auth.revocation;

import org.jspecify.annotations.NullMarked;
