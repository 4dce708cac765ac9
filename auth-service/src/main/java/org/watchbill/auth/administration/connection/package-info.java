/** The pages on which administrators look after the connections of everybody in the organisation. */
@NullMarked
package org.watchbill.auth.administration.connection;

import org.jspecify.annotations.NullMarked;
