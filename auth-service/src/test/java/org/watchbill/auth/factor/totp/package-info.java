@NullMarked
package org.watchbill.auth.factor.totp;

import org.jspecify.annotations.NullMarked;
