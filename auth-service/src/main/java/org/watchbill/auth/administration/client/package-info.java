/** The pages on which administrators look after the organisation's own OAuth clients. */
@NullMarked
package org.watchbill.auth.administration.client;

import org.jspecify.annotations.NullMarked;
