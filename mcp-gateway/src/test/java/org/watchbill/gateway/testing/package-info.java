/** A running gateway with fakes around it, and clients of both eras that check every message against its schema. */
@NullMarked
package org.watchbill.gateway.testing;

import org.jspecify.annotations.NullMarked;
