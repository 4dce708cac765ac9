/** What clients discover: RFC 8414 and OpenID Connect metadata. */
@NullMarked
package org.watchbill.auth.metadata;

import org.jspecify.annotations.NullMarked;
