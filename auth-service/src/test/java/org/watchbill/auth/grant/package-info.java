@NullMarked
package org.watchbill.auth.grant;

import org.jspecify.annotations.NullMarked;
