/** The ceilings of attempts. */
@NullMarked
package org.watchbill.auth.limit;

import org.jspecify.annotations.NullMarked;
