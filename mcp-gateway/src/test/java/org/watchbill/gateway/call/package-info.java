/** Tests. */
@NullMarked
package org.watchbill.gateway.call;

import org.jspecify.annotations.NullMarked;
