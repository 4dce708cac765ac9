/** What every door of the gateway asks and how it answers: origin, credential, framing in; messages and streams out. */
@NullMarked
package org.watchbill.gateway.door;

import org.jspecify.annotations.NullMarked;
