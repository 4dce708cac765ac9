/** Who is calling: the bearer token of the client, its challenge, and its exchange for an internal token. */
@NullMarked
package org.watchbill.gateway.credential;

import org.jspecify.annotations.NullMarked;
