/** Rules for the kit as a whole. */
@NullMarked
package org.watchbill.kit;

import org.jspecify.annotations.NullMarked;
