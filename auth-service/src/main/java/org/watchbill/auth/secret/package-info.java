/** Random secrets, the hashes they are stored as, and text sealed at rest. */
@NullMarked
package org.watchbill.auth.secret;

import org.jspecify.annotations.NullMarked;
