/** Passkeys (W3C Web Authentication), registered and checked by webauthn4j. */
@NullMarked
package org.watchbill.auth.factor.passkey;

import org.jspecify.annotations.NullMarked;
