/** Tests. */
@NullMarked
package org.watchbill.gateway.upstream;

import org.jspecify.annotations.NullMarked;
