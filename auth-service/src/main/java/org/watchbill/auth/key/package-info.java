/** The keys that sign tokens: made at first start, sealed at rest, published as a JWKS, replaced by age or on demand. */
@NullMarked
package org.watchbill.auth.key;

import org.jspecify.annotations.NullMarked;
