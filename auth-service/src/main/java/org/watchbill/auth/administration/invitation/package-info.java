/** The pages on which administrators invite people. */
@NullMarked
package org.watchbill.auth.administration.invitation;

import org.jspecify.annotations.NullMarked;
