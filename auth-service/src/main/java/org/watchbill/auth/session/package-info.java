/** Browser sessions: signing in, signing out, the small home page, and the guard of every form. */
@NullMarked
package org.watchbill.auth.session;

import org.jspecify.annotations.NullMarked;
