@NullMarked
package org.watchbill.auth.factor.recovery;

import org.jspecify.annotations.NullMarked;
