/** Tests. */
@NullMarked
package org.watchbill.gateway.limit;

import org.jspecify.annotations.NullMarked;
