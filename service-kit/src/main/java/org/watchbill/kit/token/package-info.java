/** Who is calling: tokens of auth-service, verified, and turned into a {@link org.watchbill.kit.token.Caller}. */
@NullMarked
package org.watchbill.kit.token;

import org.jspecify.annotations.NullMarked;
