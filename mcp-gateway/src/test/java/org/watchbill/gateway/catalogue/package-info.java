/** Tests. */
@NullMarked
package org.watchbill.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
