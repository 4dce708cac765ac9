/** The pages on which administrators look after who belongs to the organisation. */
@NullMarked
package org.watchbill.auth.administration.member;

import org.jspecify.annotations.NullMarked;
