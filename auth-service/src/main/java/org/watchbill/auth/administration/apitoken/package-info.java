/** The pages on which administrators look after the API tokens of everybody in the organisation. */
@NullMarked
package org.watchbill.auth.administration.apitoken;

import org.jspecify.annotations.NullMarked;
