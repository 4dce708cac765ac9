/** Recovery codes, for people whose second factor is lost. */
@NullMarked
package org.watchbill.auth.factor.recovery;

import org.jspecify.annotations.NullMarked;
