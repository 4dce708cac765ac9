/** Tests. */
@NullMarked
package org.watchbill.gateway.wellknown;

import org.jspecify.annotations.NullMarked;
