/**
 * Signing in by an organisation's own OpenID provider: authorization code with PKCE, found by discovery, linked by verified
 * e-mail address to somebody who was invited before.
 */
@NullMarked
package org.watchbill.auth.provider;

import org.jspecify.annotations.NullMarked;
