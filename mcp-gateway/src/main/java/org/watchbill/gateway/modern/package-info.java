/** The stateless era: revision 2026-07-28. */
@NullMarked
package org.watchbill.gateway.modern;

import org.jspecify.annotations.NullMarked;
