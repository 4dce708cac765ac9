/** Codes from an authenticator app (RFC 6238). */
@NullMarked
package org.watchbill.auth.factor.totp;

import org.jspecify.annotations.NullMarked;
