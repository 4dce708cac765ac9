/** Tests. */
@NullMarked
package org.watchbill.gateway.legacy;

import org.jspecify.annotations.NullMarked;
