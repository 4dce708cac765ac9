/** The front door: one endpoint that tells the eras apart. */
@NullMarked
package org.watchbill.gateway.era;

import org.jspecify.annotations.NullMarked;
