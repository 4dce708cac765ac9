/** The keys that sign tokens: made at first start, sealed at rest, published as a JWKS. */
@NullMarked
package org.watchbill.auth.key;

import org.jspecify.annotations.NullMarked;
