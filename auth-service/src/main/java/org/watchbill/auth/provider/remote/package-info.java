/** Talking to other OpenID providers: discovery, keys, the token endpoint and its ID tokens. */
@NullMarked
package org.watchbill.auth.provider.remote;

import org.jspecify.annotations.NullMarked;
