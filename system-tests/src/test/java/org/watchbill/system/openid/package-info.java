/** Pages of others that people sign in to with their Watchbill account. */
@NullMarked
package org.watchbill.system.openid;

import org.jspecify.annotations.NullMarked;
