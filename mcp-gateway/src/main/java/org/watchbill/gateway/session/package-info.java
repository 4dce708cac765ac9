/** Sessions of the handshake revisions, sealed into their own id so that every replica can open them. */
@NullMarked
package org.watchbill.gateway.session;

import org.jspecify.annotations.NullMarked;
