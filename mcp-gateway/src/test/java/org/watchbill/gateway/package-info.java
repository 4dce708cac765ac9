/** Tests of the gateway as a whole. */
@NullMarked
package org.watchbill.gateway;

import org.jspecify.annotations.NullMarked;
