/** Tests. */
@NullMarked
package org.watchbill.kit.http.outbound;

import org.jspecify.annotations.NullMarked;
