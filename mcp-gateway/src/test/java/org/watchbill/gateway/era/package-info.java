/** Tests. */
@NullMarked
package org.watchbill.gateway.era;

import org.jspecify.annotations.NullMarked;
