/** Tests of the way in. */
@NullMarked
package org.watchbill.gateway.door;

import org.jspecify.annotations.NullMarked;
