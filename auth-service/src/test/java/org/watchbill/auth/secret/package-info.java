@NullMarked
package org.watchbill.auth.secret;

import org.jspecify.annotations.NullMarked;
