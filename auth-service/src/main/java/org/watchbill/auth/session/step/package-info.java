/** The second step of signing in: after the first factor, before the session. */
@NullMarked
package org.watchbill.auth.session.step;

import org.jspecify.annotations.NullMarked;
