/** Tests. */
@NullMarked
package org.watchbill.gateway.legacy.stream;

import org.jspecify.annotations.NullMarked;
