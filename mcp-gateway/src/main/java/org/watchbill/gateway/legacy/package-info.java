/** The handshake era: revision 2025-11-25. */
@NullMarked
package org.watchbill.gateway.legacy;

import org.jspecify.annotations.NullMarked;
