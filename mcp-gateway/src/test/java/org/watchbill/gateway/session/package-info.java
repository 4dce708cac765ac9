/** Tests. */
@NullMarked
package org.watchbill.gateway.session;

import org.jspecify.annotations.NullMarked;
