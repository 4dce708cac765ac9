/** Tests. */
@NullMarked
package org.watchbill.gateway.credential;

import org.jspecify.annotations.NullMarked;
