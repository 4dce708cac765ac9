/** Proof of possession by requests that are signed with the client's own key (DPoP, RFC 9449). */
@NullMarked
package org.watchbill.kit.token.dpop;

import org.jspecify.annotations.NullMarked;
