/** Tests. */
@NullMarked
package org.watchbill.gateway.rpc;

import org.jspecify.annotations.NullMarked;
