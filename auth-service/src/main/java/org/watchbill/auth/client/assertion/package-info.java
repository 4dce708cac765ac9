/** Clients that prove themselves with signed assertions (RFC 7523 section 2.2, {@code private_key_jwt}). */
@NullMarked
package org.watchbill.auth.client.assertion;

import org.jspecify.annotations.NullMarked;
