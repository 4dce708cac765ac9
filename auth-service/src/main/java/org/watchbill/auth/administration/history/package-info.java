/** The page on which administrators see who signed in. */
@NullMarked
package org.watchbill.auth.administration.history;

import org.jspecify.annotations.NullMarked;
