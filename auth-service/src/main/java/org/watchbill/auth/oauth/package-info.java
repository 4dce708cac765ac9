/** The protocol's common ground: form parameters, errors (RFC 6749 section 5.2), cross-origin answers, resources. */
@NullMarked
package org.watchbill.auth.oauth;

import org.jspecify.annotations.NullMarked;
