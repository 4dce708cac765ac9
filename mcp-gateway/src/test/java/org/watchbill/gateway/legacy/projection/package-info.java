/** Tests. */
@NullMarked
package org.watchbill.gateway.legacy.projection;

import org.jspecify.annotations.NullMarked;
