/** Tests. */
@NullMarked
package org.watchbill.gateway.shared;

import org.jspecify.annotations.NullMarked;
