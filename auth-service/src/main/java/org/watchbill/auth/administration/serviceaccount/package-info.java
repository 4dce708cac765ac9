/** The pages on which administrators look after service accounts. */
@NullMarked
package org.watchbill.auth.administration.serviceaccount;

import org.jspecify.annotations.NullMarked;
