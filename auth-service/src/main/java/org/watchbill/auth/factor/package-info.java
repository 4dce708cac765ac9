/** Second factors: what people have beside their password, and how often it may be tried. */
@NullMarked
package org.watchbill.auth.factor;

import org.jspecify.annotations.NullMarked;
