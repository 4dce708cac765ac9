/** Which tool belongs to which upstream, remembered for a minute. */
@NullMarked
package org.watchbill.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
