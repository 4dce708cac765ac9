/** The token endpoint and what it issues: access tokens (RFC 9068), ID tokens, exchanged internal tokens (RFC 8693). */
@NullMarked
package org.watchbill.auth.token;

import org.jspecify.annotations.NullMarked;
