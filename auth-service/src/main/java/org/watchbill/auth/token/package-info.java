/** The token endpoint and what it issues: access tokens (RFC 9068) and ID tokens. */
@NullMarked
package org.watchbill.auth.token;

import org.jspecify.annotations.NullMarked;
