/** Ceilings on how often something may be tried. */
@NullMarked
package org.watchbill.auth.limit;

import org.jspecify.annotations.NullMarked;
