/** What a token is worth now, for the services that it is brought to (RFC 7662). */
@NullMarked
package org.watchbill.auth.introspection;

import org.jspecify.annotations.NullMarked;
