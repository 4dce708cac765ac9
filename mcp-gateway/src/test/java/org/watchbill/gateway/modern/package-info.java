/** Tests. */
@NullMarked
package org.watchbill.gateway.modern;

import org.jspecify.annotations.NullMarked;
