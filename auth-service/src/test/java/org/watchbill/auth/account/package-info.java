@NullMarked
package org.watchbill.auth.account;

import org.jspecify.annotations.NullMarked;
