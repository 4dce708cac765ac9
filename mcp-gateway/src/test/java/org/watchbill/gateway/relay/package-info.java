/** Tests. */
@NullMarked
package org.watchbill.gateway.relay;

import org.jspecify.annotations.NullMarked;
