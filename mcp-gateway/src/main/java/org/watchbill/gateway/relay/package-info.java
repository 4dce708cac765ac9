/** The methods that the services answer: their lists as one, calls handed on to the service that owns what they are about. */
@NullMarked
package org.watchbill.gateway.relay;

import org.jspecify.annotations.NullMarked;
