/** The core that knows no revision: a call in, an outcome out. */
@NullMarked
package org.watchbill.gateway.call;

import org.jspecify.annotations.NullMarked;
